#include "model/graph_widest.h"

#include "model/graph.h"
#include "test.h"

static struct arena arena;

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

static size_t find_widest(uint32_t node_count, const struct lunette_edge *edges, size_t edge_count,
                          uint32_t *node)
{
    struct lunette_graph graph = graph_build(&arena, node_count, edges, edge_count);
    size_t count = 77;
    *node = graph_find_widest(&arena, &graph, NULL, &count);
    return count;
}

static void test_empty_graph(void)
{
    uint32_t node;
    TEST(find_widest(0, NULL, 0, &node) == 0);
    TEST(node == UINT32_MAX);
}

static void test_nodes_without_edges(void)
{
    uint32_t node;
    TEST(find_widest(5, NULL, 0, &node) == 1);
    TEST(node == 0);
    TEST(find_widest(500, NULL, 0, &node) == 1);
}

static void test_cycle_reaches_itself_and_beyond(void)
{
    const struct lunette_edge edges[] = {{0, 1}, {2, 3}, {3, 4}, {4, 3}, {4, 5}, {3, 3}};
    uint32_t node;
    TEST(find_widest(6, edges, 6, &node) == 4);
    TEST(node == 2);
}

static void test_first_of_equals(void)
{
    const struct lunette_edge edges[] = {{3, 0}, {1, 0}, {2, 0}};
    uint32_t node;
    TEST(find_widest(4, edges, 3, &node) == 2);
    TEST(node == 1);
}

static void test_negative_weights_are_no_edges(void)
{
    const struct lunette_edge edges[] = {{0, 1}, {1, 2}, {2, 3}, {4, 3}};
    const double weights[] = {0, -1, 1, 1};
    struct lunette_graph graph = graph_build(&arena, 5, edges, 4);
    size_t count;
    TEST(graph_find_widest(&arena, &graph, weights, &count) == 0);
    TEST(count == 2);
}

/* ---- against a count of everything ---- */

enum { NODES = 300, EDGES = 900 };

/* The edges are gone over until nothing new is reached. */
static size_t count_reach(uint32_t start, const struct lunette_edge *edges, size_t edge_count)
{
    bool reached[NODES] = {[0] = false};
    size_t count = 1;
    reached[start] = true;
    for (bool grew = true; grew;) {
        grew = false;
        for (size_t i = 0; i < edge_count; i++) {
            if (!reached[edges[i].from] || reached[edges[i].to])
                continue;
            reached[edges[i].to] = grew = true;
            count++;
        }
    }
    return count;
}

static size_t find_most(uint32_t node_count, const struct lunette_edge *edges, size_t edge_count)
{
    size_t most = 0;
    for (uint32_t node = 0; node < node_count; node++) {
        size_t count = count_reach(node, edges, edge_count);
        most = count > most ? count : most;
    }
    return most;
}

static size_t make_edges(uint32_t *state, uint32_t node_count, struct lunette_edge *edges,
                         bool acyclic)
{
    size_t count = next_random(state) % (node_count * 2 + 1);
    for (size_t i = 0; i < count; i++) {
        uint32_t a = next_random(state) % node_count, b = next_random(state) % node_count;
        edges[i] = acyclic && a > b ? (struct lunette_edge){b, a} : (struct lunette_edge){a, b};
    }
    return count;
}

/* With at most as many sources as are counted, the answer is the true one. */
static void test_small_graphs_are_exact(void)
{
    uint32_t state = 4711;
    struct lunette_edge edges[EDGES];
    for (int round = 0; round < 1000; round++) {
        uint32_t node_count = 1 + next_random(&state) % 30, node;
        size_t edge_count = make_edges(&state, node_count, edges, round % 2);
        size_t count = find_widest(node_count, edges, edge_count, &node);
        TEST(count == find_most(node_count, edges, edge_count));
        TEST(count == count_reach(node, edges, edge_count));
        arena_reset(&arena);
    }
}

static void test_large_graphs_are_close(void)
{
    uint32_t state = 815;
    struct lunette_edge edges[EDGES];
    int exact = 0;
    enum { TRIES = 100 };
    for (int round = 0; round < TRIES; round++) {
        uint32_t node;
        size_t edge_count = make_edges(&state, NODES, edges, true);
        size_t count = find_widest(NODES, edges, edge_count, &node);
        size_t most = find_most(NODES, edges, edge_count);
        TEST(count == count_reach(node, edges, edge_count));
        TEST((double)count >= 0.8 * (double)most);
        exact += count == most;
        arena_reset(&arena);
    }
    TEST(exact >= TRIES * 9 / 10);
}

/* Many chains of two and a long one: no recursion, and the long one is found. */
static void test_a_million_nodes(void)
{
    enum { MILLION = 1000000, LONG = 100000 };
    struct lunette_edge *edges = arena_array(&arena, MILLION, sizeof *edges);
    size_t count = 0;
    for (uint32_t node = 0; node + 1 < MILLION; node++)
        if (node > MILLION - LONG || node % 2 == 0)
            edges[count++] = (struct lunette_edge){node, node + 1};
    uint32_t node;
    TEST(find_widest(MILLION, edges, count, &node) == LONG);
    TEST(node == MILLION - LONG);
}

int main(void)
{
    test_empty_graph();
    test_nodes_without_edges();
    test_cycle_reaches_itself_and_beyond();
    test_first_of_equals();
    test_negative_weights_are_no_edges();
    test_small_graphs_are_exact();
    test_large_graphs_are_close();
    test_a_million_nodes();
    arena_reset(&arena);
    return test_done();
}
