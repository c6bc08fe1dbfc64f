/* The views of events, data, deployment and objectives, and those of one context or service. */
#include "test.h"
#include "view_fixture.h"

static const char *const arrows[LUNETTE_LINE_ROLE_COUNT] = {
    [LUNETTE_LINE_CALL] = "=>",         [LUNETTE_LINE_OPTIONAL_CALL] = "->",
    [LUNETTE_LINE_MESSAGE] = "~>",      [LUNETTE_LINE_DATA] = "uses",
    [LUNETTE_LINE_ROUTE] = "routes to", [LUNETTE_LINE_DEAD_LETTER] = "gives up to",
    [LUNETTE_LINE_OWNS] = "owns",
};

static void write_box(struct buf *out, const struct lunette_graph_view *graph,
                      const struct lunette_box *box)
{
    buf_printf(out, "%s", box->title);
    for (int32_t group = box->group; group >= 0; group = graph->groups[group].parent)
        buf_printf(out, " in %s", graph->groups[group].title);
    for (size_t i = 0; i < box->fact_count; i++)
        buf_printf(out, " [%s]", box->facts[i]);
    for (size_t i = 0; i < box->badges.count; i++)
        buf_printf(out, " <%s>", box->badges.items[i].text);
    buf_printf(out, box->emphasis ? " !%d\n" : "\n", (int)box->emphasis);
}

static void write_line(struct buf *out, const struct lunette_graph_view *graph,
                       const struct lunette_line *line)
{
    buf_printf(out, "%s %s %s%s%s\n", graph->boxes[line->from].title, arrows[line->role],
               graph->boxes[line->to].title, line->label ? ": " : "",
               line->label ? line->label : "");
}

/* The boxes, then the lines, then the notes, a line each. */
static const char *draw(struct model_fixture *fixture, const char *text, const char *view_name)
{
    static struct buf out;
    const struct view_options options = {.max_boxes = VIEW_MAX_BOXES, .max_lines = VIEW_MAX_LINES};
    const struct lunette_view *view = view_read(fixture, text, view_name, &options);
    buf_free(&out);
    if (!view)
        return "no such view";
    for (size_t i = 0; i < view->graph.box_count; i++)
        write_box(&out, &view->graph, &view->graph.boxes[i]);
    for (size_t i = 0; i < view->graph.line_count; i++)
        write_line(&out, &view->graph, &view->graph.lines[i]);
    for (size_t i = 0; i < view->note_count; i++)
        buf_printf(&out, "%s\n", view->notes[i]);
    return buf_text(&out);
}

static void expect(const char *text, const char *view_name, const char *expected)
{
    struct model_fixture fixture;
    TEST_TEXT(draw(&fixture, text, view_name), expected);
    model_close(&fixture);
}

/* ---- events ---- */

#define FLOW                                                                               \
    "context 'c' context 'd' broker 'k' { technology = 'kafka' } "                         \
    "topic 't' { broker = 'k', partitions = 6, replication = 3, dead_letter = 'lost' } "   \
    "topic 'lost' { dead_letter = true } "                                                 \
    "event 'a.b' { topic = 't' } event 'a.c' { topic = 't' } event 'own' {} "              \
    "service 'p' { context = 'c', publishes = { 'a.b', 'a.c', 'own' } } "                  \
    "service 'q' { context = 'd', consumes = { on 'a.b' { group = 'g' }, on 'own' {} } } " \
    "service 'idle' { context = 'd' } "

static void test_events(void)
{
    expect(FLOW, "events",
           "t in c\nlost in c [dead letters are kept]\np in c\nq in d\nown in c\n"
           "p ~> t: a.b, a.c\nt ~> q: a.b · group g\np ~> own\nown ~> q\nt gives up to lost\n");
    expect(FLOW "consumer_group 'h' { topics = { 't' }, service = 'q', dead_letter = 'lost', "
                "max_deliveries = 3 }",
           "events",
           "t in c\nlost in d [dead letters are kept]\np in c\nq in d\nown in c\n"
           "p ~> t: a.b, a.c\nt ~> q: a.b · group g\np ~> own\nown ~> q\n"
           "q gives up to lost: after 3 deliveries\n");
}

static void test_readers(void)
{
    expect("context 'c' topic 't' topic 'j' service 'q' { context = 'c' } "
           "consumer_group 'h' { topics = { 't' }, service = 'q' } "
           "event_sourcing { service = 'q', event_store = { type = 'kafka', topic = 'j' } }",
           "events", "t\nj in c\nq in c\nt ~> q: group h\nq ~> j: event store\n");
    expect("service 's'", "events", "no such view");
}

static void test_spelled_events(void)
{
    expect("context 'c' topic 't' event 'an.event.with.a.name' { topic = 't' } "
           "event 'another.event.with.one' { topic = 't' } event 'a.third.one' { topic = 't' } "
           "service 'p' { context = 'c', publishes = { 'an.event.with.a.name', "
           "'another.event.with.one', 'a.third.one' } } ",
           "events", "t in c\np in c\np ~> t: an.event.with.a.name +2\n");
}

/* ---- data ---- */

static void test_data(void)
{
    expect("context 'c' context 'd' service 'p' { context = 'c', datastores = { "
           "datastore 'people' { technology = 'postgresql', data = 'pii' } } } "
           "service 'q' { context = 'd', uses = { 'people', 'spare' } } "
           "service 'idle' { context = 'd' } datastore 'spare' { data = 'internal' }",
           "data",
           "p in c\nq in d\npeople in c <PII>\nspare in d <internal>\n"
           "p owns people\nq uses people\nq uses spare\n");
    expect("service 's'", "data", "no such view");
}

/* ---- deployment ---- */

#define PLANT                                                                                  \
    "context 'c' context 'd' gateway 'g' { tls = { mode = 'terminate' } } "                    \
    "broker 'k' { technology = 'kafka', nodes = 3 } "                                          \
    "service 'p' { context = 'c', image = 'registry.example.com/shop/p:1.2', "                 \
    "release_group = 'web', scaling = { min = 3, max = 12, metric = 'cpu', target = '70%' }, " \
    "deployment = blue_green {}, health = { readiness '/r', liveness '/l' } } "                \
    "service 'q' { context = 'd' } "

static void test_deployment(void)
{
    expect(PLANT, "deployment",
           "p in c [3–12 replicas by cpu 70 %] [release: blue/green] [probes: liveness, "
           "readiness] [shop/p:1.2] [release group web]\n"
           "q in d [no probes]\ng [TLS ends here]\nk [3 nodes]\n");
    expect("context 'c' service 'p' { context = 'c', scaling = { min = 1, max = 1 } }",
           "deployment", "p in c [1 replica]\n");
    expect("service 's'", "deployment", "no such view");
}

static void test_meshes(void)
{
    expect(PLANT "mesh 'm' { type = 'istio', security = { mtls = 'strict' }, services = { 'q' } }",
           "deployment",
           "p in c [3–12 replicas by cpu 70 %] [release: blue/green] [probes: liveness, "
           "readiness] [shop/p:1.2] [release group web]\n"
           "q in d in m [no probes]\ng [TLS ends here]\nk [3 nodes]\n");
    expect("context 'o' context 'c' { parent = 'o' } service 'p' { context = 'c' } "
           "service 'q' { context = 'o' } service 'r' mesh 'm' { security = { mtls = 'strict' } } "
           "view 'flat' { kind = 'deployment', group_by = 'none' }",
           "deployment", "p in c in o in m\nq in o in m\nr in m\n");
    expect("context 'c' service 'p' { context = 'c' } mesh 'm' { security = { mtls = 'strict' } } "
           "view 'flat' { kind = 'deployment', group_by = 'none' }",
           "flat", "p <mTLS>\n");
}

/* ---- objectives ---- */

#define PROMISES(text) "slos = { slo 'availability' { target = '" text "', window = '30d' } }"

static void test_objectives(void)
{
    expect("context 'c' external 'bank' { slos = { slo 'availability' { target = '99.5%', window = "
           "'30d' }, slo 'latency_p99' { target = '300ms', window = '30d' } } } "
           "service 'p' { context = 'c', criticality = 'critical', "
           "performance = { availability = 0.9995 }, "
           "slos = { slo 'availability' { target = '99.9%', window = '30d' }, "
           "slo 'latency_p99' { target = '200ms', window = '30d' } }, "
           "dependencies = { sync 'bank' {}, sync 'q' {}, sync 'q' {}, "
           "sync 'r' { fallback = 'none' } } } "
           "service 'q' { context = 'c' } service 'r' { context = 'c' }",
           "objectives",
           "p in c [availability: asked 99.9 %, possible 99.45 %] "
           "[p99: asked 200 ms, slowest call 300 ms] <critical> !4\n"
           "q in c [promises nothing]\n"
           "bank [availability: promised 99.5 %] [p99: promised 300 ms]\n"
           "p => bank\np => q: 2 calls\n");
    expect("service 's'", "objectives", "no such view");
}

/* Whoever calls each other in a circle would pull each other down for ever. */
static void test_objectives_in_a_circle(void)
{
    expect("context 'c' service 'a' { context = 'c', " PROMISES(
               "99.9%") ", "
                        "dependencies = { sync 'b' {} } } "
                        "service 'b' { context = 'c', " PROMISES(
                            "99.5%") ", dependencies = { sync 'a' {}, sync 'd' {} } } "
                                     "service 'd' { context = 'c', " PROMISES("99.99%") "}",
           "objectives",
           "a in c [availability: asked 99.9 %]\n"
           "b in c [availability: asked 99.5 %, possible 99.99 %]\n"
           "d in c [availability: asked 99.99 %]\n"
           "a => b\nb => a\nb => d\n");
}

/* ---- one context, one service ---- */

#define TOWN                                                                              \
    "context 'o' context 'c' { parent = 'o' } context 'd' external 'bank' gateway 'g' { " \
    "routes = { route '/p' { service = 'p' } } } event 'e' {} "                           \
    "service 'p' { context = 'c', publishes = { 'e' }, dependencies = { sync 'q' {} }, "  \
    "datastores = { datastore 'db' {} } } "                                               \
    "service 'q' { context = 'o', dependencies = { sync 'x' { optional = true } } } "     \
    "service 'x' { context = 'd', dependencies = { sync 'y' {}, sync 'bank' {} } } "      \
    "service 'y' { context = 'd', consumes = { on 'e' {} } } "

static void test_contexts(void)
{
    expect(TOWN, "context:o",
           "g\np in c in o\nq in o\nx in d\ny in d\ndb in c in o\n"
           "g routes to p: /p\np => q\nq -> x\np ~> y: e\np uses db\n");
    expect(TOWN, "context:c",
           "g\np in c in o\nq in o\ny in d\ndb in c in o\n"
           "g routes to p: /p\np => q\np ~> y: e\np uses db\n");
    expect(TOWN "context 'bare'", "context:bare", "no such view");
}

static void test_services(void)
{
    expect(TOWN, "service:x", "q in o\nx in d\ny in d\nbank\nq -> x\nx => y\nx => bank\n");
    expect(TOWN, "service:y", "p in c in o\nx in d\ny in d\nx => y\np ~> y: e\n");
}

/* ---- too much for one picture ---- */

static void test_surroundings_collapse(void)
{
    expect(
        "context 'c' context 'd' local calls = {} for i = 1, 30 do calls[i] = sync('s' .. i) {} "
        "service('s' .. i) { context = i % 2 == 0 and 'c' or 'd' } end "
        "service 'p' { context = 'c', dependencies = calls }",
        "service:p",
        "d <15 services>\nc in c <15 services>\np in c\np => d: 15 calls\np => c: 15 calls\n"
        "30 services are drawn as 2 contexts: --max-boxes 31 draws all of it, a view with include "
        "draws a part\n");
}

static void test_collapsed_sums(void)
{
    expect(
        "context 'c' context 'd' for i = 1, 40 do service('s' .. i) { "
        "context = i > 4 and 'c' or 'd', scaling = { min = 2, max = 3 }, "
        "health = { readiness '/r' } } end",
        "deployment",
        "d [8–12 replicas] [probes on 4 of 4] <4 services>\n"
        "c [72–108 replicas] [probes on 36 of 36] <36 services>\n"
        "40 services are drawn as 2 contexts: --max-boxes 40 draws all of it, a view with include "
        "draws a part\n");
    expect(
        "context 'c' context 'd' service 'low' { context = 'd', " PROMISES(
            "90%") " } "
                   "for i = 1, 40 do service('s' .. i) { context = 'c', criticality = "
                   "'high', " PROMISES(
                       "99.9%") ", dependencies = i < 3 and { sync 'low' {} } or {} } end",
        "objectives",
        "d <1 service>\nc [2 ask more than is possible] <40 services> <high> !3\nc => d: 2 calls\n"
        "41 services are drawn as 2 contexts: --max-boxes 41 draws all of it, a view with include "
        "draws a part\n");
}

/* A plan without contexts keeps what it says for as long as it reads like a table. */
static void test_plans(void)
{
    struct model_fixture fixture;
    const char *text = "for i = 1, 60 do service('s' .. i) { scaling = { min = 2, max = 2 } } end";
    TEST(strstr(draw(&fixture, text, "deployment"), "s60 [2 replicas]\n"));
    model_close(&fixture);
    text = "for i = 1, 97 do service('s' .. i) { scaling = { min = 2, max = 2 } } end";
    TEST(strstr(draw(&fixture, text, "deployment"), "97 boxes and 0 lines are much"));
    model_close(&fixture);
}

/* ---- declared ---- */

static void test_declared(void)
{
    expect(FLOW "view 'mine' { kind = 'events', include = { 'q', 't' }, title = 'Mine' }", "mine",
           "t in c\nq in d\nt ~> q: a.b · group g\n");
    expect("service 's' view 'mine' { kind = 'events' }", "mine", "no such view");
    expect(TOWN "view 'mine' { kind = 'data', around = 'p' }", "mine",
           "p in c in o\ndb in c in o\np owns db\n");
    expect("context 'c' service 'p' { context = 'c', criticality = 'low' } "
           "view 'mine' { kind = 'objectives', group_by = 'none' }",
           "mine", "p [promises nothing] <low> !1\n");
}

int main(void)
{
    test_events();
    test_readers();
    test_spelled_events();
    test_data();
    test_deployment();
    test_meshes();
    test_objectives();
    test_objectives_in_a_circle();
    test_contexts();
    test_services();
    test_surroundings_collapse();
    test_collapsed_sums();
    test_plans();
    test_declared();
    return test_done();
}
