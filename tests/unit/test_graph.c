#include "model/graph.h"

#include "test.h"

static struct arena arena;

/* One way to write a graph down: pairs of nodes. */
#define GRAPH(node_count, ...)                                                    \
    graph_build(&arena, (node_count), (const struct lunette_edge[]){__VA_ARGS__}, \
                COUNT(((const struct lunette_edge[]){__VA_ARGS__})))

static void test_build_sorts_edges_and_keeps_their_order(void)
{
    struct lunette_graph graph = GRAPH(4, {2, 3}, {0, 3}, {2, 0}, {0, 1}, {0, 3});
    const uint32_t first[] = {0, 3, 3, 5, 5};
    const uint32_t to[] = {3, 1, 3, 3, 0};
    TEST(graph.node_count == 4);
    TEST(memcmp(graph.first, first, sizeof first) == 0);
    TEST(memcmp(graph.to, to, sizeof to) == 0);
}

static void test_empty_graph(void)
{
    struct lunette_graph graph = graph_build(&arena, 0, NULL, 0);
    uint32_t count = 7;
    graph_find_components(&arena, &graph, &count);
    TEST(graph.first[0] == 0);
    TEST(count == 0);
}

static void test_nodes_without_edges_are_components(void)
{
    struct lunette_graph graph = graph_build(&arena, 3, NULL, 0);
    uint32_t count;
    size_t length = 7;
    const uint32_t *component = graph_find_components(&arena, &graph, &count);
    TEST(count == 3);
    TEST(component[0] != component[1] && component[1] != component[2]);
    TEST(graph_find_shortest_cycle(&arena, &graph, 1, &length) == NULL);
    TEST(length == 0);
}

static void test_components_are_numbered_against_the_edges(void)
{
    struct lunette_graph graph =
        GRAPH(7, {0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}, {4, 3}, {5, 0}, {5, 4}, {6, 6});
    uint32_t count;
    const uint32_t *component = graph_find_components(&arena, &graph, &count);
    TEST(count == 4);
    TEST(component[0] == component[1] && component[1] == component[2]);
    TEST(component[3] == component[4] && component[0] > component[3]);
    TEST(component[5] > component[0]);
}

static void test_shortest_cycle_is_the_shortest(void)
{
    struct lunette_graph graph =
        GRAPH(6, {0, 1}, {1, 2}, {2, 3}, {3, 0}, {1, 4}, {4, 0}, {5, 0}, {0, 5}, {2, 2});
    size_t length;
    const uint32_t *cycle = graph_find_shortest_cycle(&arena, &graph, 0, &length);
    TEST(length == 2 && cycle[0] == 0 && cycle[1] == 5);
    cycle = graph_find_shortest_cycle(&arena, &graph, 1, &length);
    TEST(length == 3 && cycle[0] == 1 && cycle[1] == 4 && cycle[2] == 0);
    cycle = graph_find_shortest_cycle(&arena, &graph, 3, &length);
    TEST(length == 4 && cycle[0] == 3 && cycle[1] == 0 && cycle[2] == 1 && cycle[3] == 2);
    cycle = graph_find_shortest_cycle(&arena, &graph, 2, &length);
    TEST(length == 1 && cycle[0] == 2);
}

static void test_shortest_cycle_prefers_the_edges_that_come_first(void)
{
    struct lunette_graph graph = GRAPH(3, {0, 2}, {0, 1}, {1, 0}, {2, 0});
    size_t length;
    const uint32_t *cycle = graph_find_shortest_cycle(&arena, &graph, 0, &length);
    TEST(length == 2 && cycle[1] == 2);
}

/* A chain that is closed at its end: deep enough to end any recursion. */
static void test_a_million_nodes(void)
{
    enum { NODES = 1000000 };
    struct lunette_edge *edges = arena_array(&arena, NODES, sizeof *edges);
    for (uint32_t i = 0; i < NODES; i++)
        edges[i] = (struct lunette_edge){i, (i + 1) % NODES};
    struct lunette_graph graph = graph_build(&arena, NODES, edges, NODES);
    uint32_t count;
    size_t length;
    graph_find_components(&arena, &graph, &count);
    TEST(count == 1);
    const uint32_t *cycle = graph_find_shortest_cycle(&arena, &graph, 500, &length);
    TEST(length == NODES && cycle[0] == 500 && cycle[NODES - 1] == 499);
    graph = graph_build(&arena, NODES, edges, NODES - 1);
    graph_find_components(&arena, &graph, &count);
    TEST(count == NODES);
}

static void test_one_cycle_of_each_component_costs_what_is_walked(void)
{
    enum { NODES = 20000 };
    struct lunette_edge *edges = arena_array(&arena, NODES, sizeof *edges);
    for (uint32_t i = 0; i < NODES; i++)
        edges[i] = (struct lunette_edge){i, i ^ 1};
    struct lunette_graph graph = graph_build(&arena, NODES, edges, NODES);
    size_t before = arena.used;
    for (uint32_t i = 0; i < NODES; i += 2) {
        size_t length;
        TEST(graph_find_shortest_cycle(&arena, &graph, i, &length) && length == 2);
    }
    TEST(arena.used - before < (size_t)NODES * 512);
}

/* ---- against the definitions, on small random graphs ---- */

enum { SMALL = 7 };

static void close_transitively(size_t distance[SMALL][SMALL])
{
    for (size_t k = 0; k < SMALL; k++)
        for (size_t i = 0; i < SMALL; i++)
            for (size_t j = 0; j < SMALL; j++)
                if (distance[i][k] && distance[k][j] &&
                    (!distance[i][j] || distance[i][k] + distance[k][j] < distance[i][j]))
                    distance[i][j] = distance[i][k] + distance[k][j];
}

static void compare_with_definitions(const struct lunette_edge *edges, size_t edge_count)
{
    size_t distance[SMALL][SMALL] = {{0}}; /* 0: no way */
    for (size_t i = 0; i < edge_count; i++)
        distance[edges[i].from][edges[i].to] = 1;
    close_transitively(distance);
    struct lunette_graph graph = graph_build(&arena, SMALL, edges, edge_count);
    uint32_t count;
    const uint32_t *component = graph_find_components(&arena, &graph, &count);
    for (uint32_t i = 0; i < SMALL; i++) {
        size_t length;
        const uint32_t *cycle = graph_find_shortest_cycle(&arena, &graph, i, &length);
        TEST(length == distance[i][i] && !cycle == !length);
        for (uint32_t j = 0; j < SMALL; j++) {
            bool together = i == j || (distance[i][j] && distance[j][i]);
            TEST(together == (component[i] == component[j]));
            TEST(!distance[i][j] || component[i] >= component[j]);
        }
    }
}

static void test_random_graphs(void)
{
    uint32_t state = 12345;
    for (int round = 0; round < 2000; round++) {
        struct lunette_edge edges[12];
        for (size_t i = 0; i < COUNT(edges); i++) {
            state = state * 1664525 + 1013904223;
            edges[i] = (struct lunette_edge){(state >> 8) % SMALL, (state >> 20) % SMALL};
        }
        compare_with_definitions(edges, (state >> 16) % (COUNT(edges) + 1));
        arena_reset(&arena);
    }
}

int main(void)
{
    test_build_sorts_edges_and_keeps_their_order();
    test_empty_graph();
    test_nodes_without_edges_are_components();
    test_components_are_numbered_against_the_edges();
    test_shortest_cycle_is_the_shortest();
    test_shortest_cycle_prefers_the_edges_that_come_first();
    test_a_million_nodes();
    test_one_cycle_of_each_component_costs_what_is_walked();
    test_random_graphs();
    arena_reset(&arena);
    return test_done();
}
