/* Selecting views of what is too much for one picture: collapsing, hubs, speed. */
#include <stdio.h>
#include <time.h>

#include "test.h"
#include "view_reader.h"

/* Contexts of services in a ring: each calls the next one. */
static void build_ring(int contexts, int services)
{
    start();
    struct lunette_service *first = NULL, *last = NULL;
    for (int i = 0; i < contexts; i++) {
        struct lunette_context *context = add_context(arena_format(&arena, "c%d", i));
        for (int j = 0; j < services; j++) {
            struct lunette_service *service =
                add_service(arena_format(&arena, "s%d-%d", i, j), context);
            if (last)
                add_call(last, service);
            first = first ? first : service;
            last = service;
        }
    }
    add_call(last, first);
}

static void test_collapse(void)
{
    build_ring(4, 10);
    add_call((struct lunette_service *)model.services.items[0],
             (struct lunette_service *)model.services.items[11]);
    const struct lunette_view *view = select_view("dependencies", &defaults);
    TEST_TEXT(box_ids(view), "context-c0 context-c1 context-c2 context-c3 ");
    TEST(view->graph.line_count == 4 && view->graph.group_count == 0);
    TEST(box(view, "context-c0")->role == LUNETTE_BOX_COLLAPSED);
    TEST_TEXT(badge(box(view, "context-c0"), LUNETTE_BADGE_COUNT), "10 services");
    TEST_TEXT(line(view, "c0--c1")->label, "2 calls");
    TEST(notes_say(view, "40 services are drawn as 4 contexts"));
    TEST(notes_say(view, "--max-boxes 40"));
    TEST(select_view("dependencies", &unlimited)->graph.box_count == 40);
}

static void test_collapse_outermost(void)
{
    build_ring(40, 2);
    for (size_t i = 2; i < 40; i++)
        ((struct lunette_context *)model.contexts.items[i])->parent =
            (struct lunette_ref){NULL, &model.contexts.items[i % 2]->item};
    const struct lunette_view *view = select_view("dependencies", &defaults);
    TEST_TEXT(box_ids(view), "context-c0 context-c1 ");
    TEST_TEXT(badge(box(view, "context-c0"), LUNETTE_BADGE_COUNT), "40 services");
}

static void test_without_contexts(void)
{
    build_ring(1, 50);
    const struct lunette_view *view = select_view("dependencies", &defaults);
    TEST(view->graph.box_count == 50 && view->graph.line_count == 50);
    TEST_TEXT(view->graph.lines[0].label, NULL);
    TEST_TEXT(view->graph.boxes[0].technology, NULL);
    TEST(view->graph.direction == LUNETTE_DIRECTION_RIGHT);
    TEST(notes_say(view, "50 boxes and 50 lines"));
    TEST(notes_say(view, "with their names only"));
}

static struct lunette_service *service_at(size_t number)
{
    return (struct lunette_service *)model.services.items[number];
}

/* Around one context: ten that call it, ten that it calls, and two with both. */
static void test_neighbours_gather(void)
{
    build_ring(1, 4);
    for (int i = 0; i < 22; i++) {
        struct lunette_service *other = add_service(
            arena_format(&arena, "other-%d", i), add_context(arena_format(&arena, "n%d", i)));
        if (i < 12)
            add_call(other, service_at((size_t)i % 4));
        if (i >= 10)
            add_call(service_at((size_t)i % 4), other);
    }
    const struct lunette_view *view = select_view("context:c0", &defaults);
    TEST_TEXT(box_ids(view), "service-s0-0 service-s0-1 service-s0-2 service-s0-3 "
                             "context-From-10-contexts context-To-and-from-2-contexts "
                             "context-To-10-contexts ");
    TEST_TEXT(box(view, "context-To-and-from-2-contexts")->facts[0], "n10, n11");
    TEST_TEXT(box(view, "context-From-10-contexts")->facts[0], "n0, n1, n2, n3, n4, n5, n6, n7, n8,");
    TEST_TEXT(badge(box(view, "context-From-10-contexts"), LUNETTE_BADGE_COUNT), "10 services");
    TEST_TEXT(line(view, "s0-0--To-10-contexts")->label, "3 calls");
    TEST(notes_say(view, "22 contexts around are drawn together"));
    TEST(!notes_say(view, "names only"));
    TEST(select_view("context:c0", &unlimited)->graph.box_count == 26);
}

static void add_store(struct lunette_service *service)
{
    struct lunette_datastore *store =
        MAKE(datastore, LUNETTE_DATASTORE, arena_format(&arena, "%s-db", service->item.name),
             &model.datastores);
    store->item.owner = &service->item;
    store->technology = "redis";
    store->data = LUNETTE_CLASSIFICATION_PII;
    append(&store->users, service);
}

static void test_stores_fold(void)
{
    build_ring(1, 20);
    for (size_t i = 0; i < 20; i++)
        add_store(service_at(i));
    const struct lunette_view *view = select_view("context:c0", &defaults);
    TEST(view->graph.box_count == 20 && view->graph.line_count == 20);
    TEST_TEXT(box(view, "service-s0-7")->facts[0], "store: s0-7-db [redis], PII");
    TEST(notes_say(view, "20 stores that only one service uses are not drawn apart from it"));
    TEST(!notes_say(view, "names only"));
}

/* Services that all call all others in other contexts. */
static void build_thicket(int contexts)
{
    build_ring(contexts, 2);
    for (size_t i = 0; i < model.services.count; i++)
        for (size_t j = 0; j < model.services.count; j++)
            if (i / 2 != j / 2)
                add_call((struct lunette_service *)model.services.items[i],
                         (struct lunette_service *)model.services.items[j]);
}

/* How many boxes can be reached from the first, along lines in either direction. */
static size_t count_reached(const struct lunette_graph_view *graph)
{
    bool *reached = arena_array(&arena, graph->box_count, sizeof *reached);
    size_t count = 1, before = 0;
    reached[0] = true;
    while (count > before) {
        before = count;
        for (size_t i = 0; i < graph->line_count; i++) {
            uint32_t from = graph->lines[i].from, to = graph->lines[i].to;
            count += reached[from] != reached[to];
            reached[from] = reached[to] = reached[from] || reached[to];
        }
    }
    return count;
}

static void test_weak_lines_go(void)
{
    build_thicket(20);
    struct lunette_service *last = (struct lunette_service *)model.services.items[39];
    struct lunette_service *first = (struct lunette_service *)model.services.items[0];
    for (int i = 0; i < 3; i++)
        add_call(last, first)->optional = LUNETTE_YES;
    const struct lunette_view *view = select_view("dependencies", &defaults);
    TEST(view->graph.box_count == 20 && view->graph.line_count == VIEW_MAX_LINES);
    TEST(count_reached(&view->graph) == 20);
    TEST(line(view, "c19--c0")->role == LUNETTE_LINE_CALL); /* as hard as the hardest */
    TEST_TEXT(line(view, "c19--c0")->label, "8 calls");
    TEST(notes_say(view, "Of 380 lines the 48 strongest"));
    TEST(select_view("landscape", &unlimited)->graph.line_count > 1000);
}

static void test_weak_boxes_stand_aside(void)
{
    build_thicket(60);
    struct lunette_gateway *gateway = MAKE(gateway, LUNETTE_GATEWAY, "api", &model.gateways);
    struct lunette_route *route = MAKE(route, LUNETTE_ROUTE, "/", &gateway->routes);
    route->service = (struct lunette_ref){NULL, &model.services.items[0]->item};
    const struct lunette_view *view = select_view("landscape", &defaults);
    TEST(view->graph.box_count == 61 && view->graph.group_count == 1);
    TEST_TEXT(view->graph.groups[0].title, "29 more");
    size_t aside = 0;
    for (size_t i = 0; i < view->graph.box_count; i++)
        aside += view->graph.boxes[i].group == 0;
    TEST(aside == 29 && count_reached(&view->graph) == 32);
    TEST(box(view, "gateway-api")->group == -1);
    TEST(notes_say(view, "Of 61 boxes the 32 that"));
}

/* The relationship that most calls rest on stays. */
static void test_context_map_thins(void)
{
    build_ring(20, 1);
    for (size_t i = 0; i < 20; i++)
        for (size_t j = 0; j < i; j++) {
            struct lunette_relationship *related =
                MAKE(relationship, LUNETTE_RELATIONSHIP, NULL, &model.relationships);
            related->upstream = (struct lunette_ref){NULL, &model.contexts.items[j]->item};
            related->downstream = (struct lunette_ref){NULL, &model.contexts.items[i]->item};
        }
    add_call((struct lunette_service *)model.services.items[18],
             (struct lunette_service *)model.services.items[16]);
    const struct lunette_view *view = select_view("contexts", &defaults);
    TEST(view->graph.line_count == VIEW_MAX_LINES && count_reached(&view->graph) == 20);
    TEST(line(view, "c16--c18")->role == LUNETTE_LINE_RELATIONSHIP && line(view, "c16--c18")->id);
}

static void test_hubs(void)
{
    build_ring(1, 12);
    struct lunette_external *bank = MAKE(external, LUNETTE_EXTERNAL, "bank", &model.externals);
    struct lunette_dependency *first = NULL;
    for (size_t i = 0; i < 12; i++) {
        struct lunette_dependency *call =
            add_dependency((struct lunette_service *)model.services.items[i], LUNETTE_SYNC);
        call->to = REF(bank);
        first = first ? first : call;
    }
    struct view_finding findings[] = {{&bank->item, LUNETTE_NOTE, "r/x", "hm"}};
    struct view_options options = {.findings = findings, .finding_count = 1};
    const struct lunette_view *view = select_view("dependencies", &options);
    TEST(view->graph.box_count == 24);
    TEST(box(view, "external-bank--s0-0")->alias && box(view, "external-bank--s0-11")->alias);
    TEST(box(view, "external-bank--s0-11")->group == 0);
    TEST(box(view, "external-bank--s0-11")->marks.count == 1);
    TEST(view->graph.lines[line(view, "s0-0--bank") - view->graph.lines].item == &first->item);
    TEST(notes_say(view, "bank is drawn beside each of the 12"));
    struct lunette_declared_view *around = add_view("v", LUNETTE_VIEW_DEPENDENCIES);
    around->around = REF(bank);
    TEST(select_view("v", &unlimited)->graph.box_count == 13);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Twenty times what it takes, so that only a wrong order of growth fails. */
static void test_speed(void)
{
    build_ring(20, 50);
    for (unsigned i = 0; i < 9000; i++)
        add_call((struct lunette_service *)model.services.items[i * 7919 % 1000],
                 (struct lunette_service *)model.services.items[i * i % 997]);
    double begin = seconds();
    TEST(select_view("landscape", &unlimited)->graph.box_count >= 1000);
    TEST(select_view("landscape", &defaults)->graph.box_count == 20);
    double taken = seconds() - begin;
    fprintf(stderr, "1,000 services, 10,000 calls, twice: %.0f ms\n", taken * 1000);
    TEST(taken < 2);
}

int main(void)
{
    test_collapse();
    test_collapse_outermost();
    test_without_contexts();
    test_neighbours_gather();
    test_stores_fold();
    test_weak_lines_go();
    test_weak_boxes_stand_aside();
    test_context_map_thins();
    test_hubs();
    test_speed();
    intern_free(&names);
    arena_reset(&arena);
    return test_done();
}
