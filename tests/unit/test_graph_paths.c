#include "model/graph_paths.h"

#include "model/graph.h"
#include "test.h"

static struct arena arena;

enum { SMALL = 7, EDGES = 12, NO_WAY = 1000 };

struct sample {
    struct lunette_edge edges[EDGES]; /* in the order of the graph */
    double weights[EDGES];
    size_t count;
    struct lunette_graph graph;
    const uint32_t *components;
};

/* ---- against the definitions, on small random graphs ---- */

static uint32_t random_bits(void)
{
    static uint32_t state = 4711;
    state = state * 1664525 + 1013904223;
    return state >> 8;
}

static void sample_fill(struct sample *sample)
{
    sample->count = random_bits() % (EDGES + 1);
    for (size_t i = 0; i < sample->count; i++) {
        sample->edges[i] = (struct lunette_edge){random_bits() % SMALL, random_bits() % SMALL};
        sample->weights[i] = (double)(random_bits() % 5) - 1;
    }
    sample->graph = graph_build(&arena, SMALL, sample->edges, sample->count);
    for (uint32_t node = 0; node < SMALL; node++)
        for (uint32_t e = sample->graph.first[node]; e < sample->graph.first[node + 1]; e++)
            sample->edges[e] = (struct lunette_edge){node, sample->graph.to[e]};
    uint32_t count;
    sample->components = graph_find_components(&arena, &sample->graph, &count);
}

static void find_distances(const struct sample *sample, size_t distance[SMALL][SMALL])
{
    for (size_t i = 0; i < SMALL; i++)
        for (size_t j = 0; j < SMALL; j++)
            distance[i][j] = i == j ? 0 : NO_WAY;
    for (size_t e = 0; e < sample->count; e++)
        if (sample->weights[e] >= 0 && sample->edges[e].from != sample->edges[e].to)
            distance[sample->edges[e].from][sample->edges[e].to] = 1;
    for (size_t k = 0; k < SMALL; k++)
        for (size_t i = 0; i < SMALL; i++)
            for (size_t j = 0; j < SMALL; j++)
                if (distance[i][k] + distance[k][j] < distance[i][j])
                    distance[i][j] = distance[i][k] + distance[k][j];
}

static void test_ways(const struct sample *sample)
{
    size_t distance[SMALL][SMALL];
    find_distances(sample, distance);
    for (uint32_t i = 0; i < SMALL; i++) {
        size_t reached = 0, count, length;
        const uint32_t *nodes =
            graph_find_reachable(&arena, &sample->graph, sample->weights, i, &count);
        TEST(nodes[0] == i);
        for (size_t n = 1; n < count; n++)
            TEST(distance[i][nodes[n]] >= distance[i][nodes[n - 1]]);
        for (uint32_t j = 0; j < SMALL; j++) {
            const uint32_t *path = graph_find_shortest_path(&arena, &sample->graph,
                                                            sample->weights, i, j, &length);
            bool is_way = distance[i][j] < NO_WAY;
            reached += is_way;
            TEST(is_way == (path != NULL));
            TEST(length == (is_way ? distance[i][j] + 1 : 0));
            TEST(!path || (path[0] == i && path[length - 1] == j));
        }
        TEST(count == reached);
    }
}

/* The heaviest way from a node by trying all: there are no cycles between components. */
static double try_all(const struct sample *sample, uint32_t node)
{
    double best = 0;
    for (size_t e = 0; e < sample->count; e++) {
        uint32_t to = sample->edges[e].to;
        if (sample->edges[e].from != node || sample->weights[e] < 0 ||
            sample->components[node] == sample->components[to])
            continue;
        double weight = sample->weights[e] + try_all(sample, to);
        best = weight > best ? weight : best;
    }
    return best;
}

static void test_heaviest(const struct sample *sample)
{
    const struct lunette_heaviest *paths = graph_find_heaviest_paths(
        &arena, &sample->graph, sample->components, sample->weights);
    for (uint32_t node = 0; node < SMALL; node++) {
        double sum = 0;
        uint32_t length = 0, at = node;
        for (uint32_t e; (e = paths[at].next_edge) != UINT32_MAX; at = sample->edges[e].to) {
            TEST(sample->edges[e].from == at);
            sum += sample->weights[e];
            length++;
        }
        TEST(paths[node].weight == try_all(sample, node));
        TEST(paths[node].weight == sum && paths[node].length == length);
    }
}

static void test_random_graphs(void)
{
    for (int round = 0; round < 1000; round++) {
        struct sample sample;
        sample_fill(&sample);
        test_ways(&sample);
        test_heaviest(&sample);
        arena_reset(&arena);
    }
}

static void test_edges_that_come_first_win(void)
{
    const struct lunette_edge edges[] = {{0, 2}, {0, 1}, {1, 3}, {2, 3}};
    const double weights[] = {1, 1, 1, 1};
    struct lunette_graph graph = graph_build(&arena, 4, edges, 4);
    uint32_t count;
    size_t length;
    const uint32_t *components = graph_find_components(&arena, &graph, &count);
    TEST(graph_find_heaviest_paths(&arena, &graph, components, weights)[0].next_edge == 0);
    TEST(graph_find_shortest_path(&arena, &graph, NULL, 0, 3, &length)[1] == 2);
}

static void test_unknown_weights_are_no_edges(void)
{
    const struct lunette_edge edges[] = {{0, 1}};
    const double weights[] = {NAN};
    struct lunette_graph graph = graph_build(&arena, 2, edges, 1);
    uint32_t count;
    size_t length;
    const uint32_t *components = graph_find_components(&arena, &graph, &count);
    TEST(graph_find_heaviest_paths(&arena, &graph, components, weights)[0].next_edge == UINT32_MAX);
    TEST(!graph_find_shortest_path(&arena, &graph, weights, 0, 1, &length));
}

int main(void)
{
    test_random_graphs();
    test_edges_that_come_first_win();
    test_unknown_weights_are_no_edges();
    arena_reset(&arena);
    return test_done();
}
