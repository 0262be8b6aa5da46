/// \file
/// The poller of internal/poll, which cannot watch any descriptor: files and pipes are read and
/// written by calls that block. Source: Go 1.27 internal/poll/fd_poll_runtime.go.

#include "rt.h"

#include <errno.h>

/// {context, errno}.
typedef struct Opened {
  uint64_t context;
  int64_t error;
} Opened;

void go_poll_init(void) GRT_GO_SYMBOL("internal/poll.runtime_pollServerInit");
void go_poll_init(void) {}

Opened go_poll_open(uint64_t fd) GRT_GO_SYMBOL("internal/poll.runtime_pollOpen");
Opened go_poll_open(uint64_t fd) {
  (void)fd;
  return (Opened){0, EPERM};
}

bool go_is_poll_descriptor(uint64_t fd)
    GRT_GO_SYMBOL("internal/poll.runtime_isPollServerDescriptor");
bool go_is_poll_descriptor(uint64_t fd) {
  (void)fd;
  return false;
}
