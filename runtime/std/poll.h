/// \file
/// Waiting for descriptors, for the runtime's own use.

#ifndef GRT_STD_POLL_H
#define GRT_STD_POLL_H
#include "rt.h"

typedef struct GrtPoll GrtPoll;

/// {record, or NULL and an errno}.
typedef struct GrtPollOpened {
  GrtPoll *poll;
  int64_t error;
} GrtPollOpened;

/// Begins to watch fd, which does not block.
GrtPollOpened grt_poll_open(int fd);
/// The goroutine waits until p can be read ('r') or written ('w'); 0: it can.
int64_t grt_poll_wait(GrtPoll *p, int64_t letter);

#endif
