/// \file
/// Marking by four threads: goroutines change graphs whose nodes know their own checksum while
/// others collect; large arrays, of which threads share the blocks; the same objects live whether
/// one thread marks or four. Dead cells are poisoned. Also built with ThreadSanitizer.

#include "gc/heap.h"
#include "goroutine.h"

#include <string.h>

enum { N = 6, ROUNDS = 40, NODES = 3000, LINKS = 5, LARGE = 40000 };

typedef struct Node {
  struct Node *links[LINKS];
  uint64_t id;
  uint64_t check;
} Node;

static const uint64_t node_mask = 0x1f;
static const AbiType node_type = TEST_TYPE(7, 5, node_mask);

/// Elements that do not fit evenly into blocks.
typedef struct Entry {
  uint64_t number;
  Node *node;
  uint64_t other;
} Entry;

static const uint64_t entry_mask = 2;
static const AbiType entry_type = TEST_TYPE(3, 2, entry_mask);

static AbiChan *done;

static uint64_t next_random(uint64_t *x) {
  *x ^= *x << 13;
  *x ^= *x >> 7;
  *x ^= *x << 17;
  return *x;
}

static uint64_t check_of(uint64_t id) { return id * 0x9e3779b97f4a7c15u ^ 0x5bd1e995; }

static Node *new_node(uint64_t id) {
  Node *n = grt_new(sizeof *n, &node_type);
  n->id = id;
  n->check = check_of(id);
  return n;
}

static void check_node(const Node *n) { CHECK(n->check == check_of(n->id)); }

/// Walks from node to node and changes links on the way: cuts parts off, adds new nodes.
static void mutate(Node *root, uint64_t *seed, int n_steps) {
  Node *at = root;
  for (int i = 0; i < n_steps; i++) {
    check_node(at);
    Node **link = &at->links[next_random(seed) % LINKS];
    if (*link == NULL || next_random(seed) % 8 == 0) {
      Node *n = new_node(next_random(seed));
      if (*link != NULL)
        memcpy(n->links, (*link)->links, sizeof n->links);
      *link = n;
    }
    at = next_random(seed) % 64 == 0 ? root : *link;
  }
}

static void take_part(void *arg) {
  uint64_t id = (uint64_t)(uintptr_t)arg, seed = 88172645463325252u + id;
  Node *root = new_node(id);
  for (int i = 0; i < ROUNDS; i++) {
    mutate(root, &seed, NODES);
    if (id % 3 == 0)
      grt_gc_collect();
    else if (i % 4 == 0)
      grt_yield();
  }
  CHECK(root->id == id);
  test_send(done, 0);
}

static void test_graphs(void) {
  done = test_chan(&test_int_type, 0);
  for (uintptr_t i = 0; i < N; i++)
    test_go(take_part, (void *)i);
  for (int i = 0; i < N; i++)
    test_receive(done);
}

/// Every object is known to one element of a large array only.
static void test_large(void) {
  Node **nodes = grt_gc_alloc_array(LARGE * sizeof nodes[0], &test_pointer_type);
  Entry *entries = grt_gc_alloc_array(LARGE * sizeof entries[0], &entry_type);
  for (uint64_t i = 0; i < LARGE; i++) {
    nodes[i] = new_node(i);
    entries[i] = (Entry){i, new_node(~i), i};
    nodes[i]->links[0] = new_node(i + 1);
  }
  for (int k = 0; k < 3; k++) {
    grt_gc_collect();
    for (uint64_t i = 0; i < LARGE; i++) {
      CHECK(nodes[i]->id == i && entries[i].node->id == ~i && nodes[i]->links[0]->id == i + 1);
      check_node(nodes[i]);
      check_node(entries[i].node);
      check_node(nodes[i]->links[0]);
    }
  }
}

static uint64_t count_live(uint64_t n_workers) {
  grt_process.options.gc_workers = n_workers;
  grt_gc_collect();
  GrtMemStats stats;
  grt_gc_stats(&stats);
  return stats.n_mallocs - stats.n_frees;
}

/// Nothing more and nothing less lives.
static void test_same(void) {
  uint64_t seed = 4711;
  Node *root = new_node(1);
  for (int i = 0; i < 10; i++)
    mutate(root, &seed, 10 * NODES);
  count_live(1); // what frames that are gone left on the stack is overwritten by then
  uint64_t alone = count_live(1);
  CHECK(alone > NODES);
  for (int i = 0; i < 5; i++)
    CHECK(count_live(4) == alone);
  CHECK(count_live(1) == alone);
  check_node(root);
}

void test_main(void) {
  grt_process.options.gc_workers = 4;
  if (grt_process.options.gc_stress == 0)
    grt_process.options.gc_stress = UINT64_MAX; // never due, but dead cells are poisoned
  grt_set_procs(4);
  test_graphs();
  test_large();
  grt_process.options.gc_stress = UINT64_MAX;
  test_same();
}
