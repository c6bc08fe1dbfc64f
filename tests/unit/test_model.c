/* Putting a model together, resolving its references, deriving what follows, walking over it. */
#include "model/walk.h"
#include "model_fixture.h"
#include "test.h"

static void test_builder_makes_unset_items(void)
{
    struct arena arena = {0};
    struct diag diag = {.arena = &arena};
    struct builder builder;
    builder_start(&builder, &arena, &diag);
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct schema_kind *kind = schema_kind_of(id);
        const struct lunette_item *item = builder_make(&builder, id, NULL);
        TEST(item->kind == id && item->about && !item->about->description && !item->owner);
        for (const struct schema_field *field = kind->fields; field->key; field++) {
            const void *member = schema_member(item, field);
            if (field->type == SCHEMA_BOOL)
                TEST(*(const enum lunette_flag *)member == LUNETTE_UNSAID);
            if (field->type == SCHEMA_INTEGER || field->type == SCHEMA_FUNCTION)
                TEST(*(const int64_t *)member == LUNETTE_UNSET);
            if (field->type >= SCHEMA_NUMBER && field->type <= SCHEMA_BYTES)
                TEST(!lunette_known(*(const double *)member));
            if (field->type == SCHEMA_ENUM && id != LUNETTE_MESSAGE)
                TEST(*(const int *)member == 0);
        }
    }
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++)
        TEST(builder.kinds[id].count == 0);
    builder_free(&builder);
    arena_reset(&arena);
}

/* Kinds that share a struct leave each other's members unset. */
static void test_builder_unsets_the_members_of_kin(void)
{
    struct arena arena = {0};
    struct diag diag = {.arena = &arena};
    struct builder builder;
    builder_start(&builder, &arena, &diag);
#define MAKE(type, id) ((const struct lunette_##type *)builder_make(&builder, (id), NULL))
    TEST(!lunette_known(MAKE(policy, LUNETTE_BULKHEAD)->timeout_ms));
    TEST(MAKE(policy, LUNETTE_TIMEOUT)->breaker.failure_threshold == LUNETTE_UNSET);
    TEST(!lunette_known(MAKE(policy, LUNETTE_QUOTA)->retry.backoff_ms));
    TEST(MAKE(dependency, LUNETTE_ASYNC)->optional == LUNETTE_UNSAID);
    TEST(!lunette_known(MAKE(deployment, LUNETTE_ROLLING)->percentage));
    TEST(MAKE(fault, LUNETTE_DNS_ERROR)->status == LUNETTE_UNSET);
    TEST(!lunette_known(MAKE(slo, LUNETTE_SLO)->target_ms));
#undef MAKE
    builder_free(&builder);
    arena_reset(&arena);
}

static void test_builder_collects(void)
{
    struct arena arena = {0};
    struct diag diag = {.arena = &arena};
    struct builder builder;
    builder_start(&builder, &arena, &diag);
    const char *name = intern_text(&builder.names, "x"), *other = intern_text(&builder.names, "y");
    struct lunette_item *service = builder_add(&builder, LUNETTE_SERVICE, name);
    struct lunette_item *topic = builder_add(&builder, LUNETTE_TOPIC, name);
    struct lunette_item *slo = builder_add(&builder, LUNETTE_SLO, name);
    struct lunette_item *call = builder_add(&builder, LUNETTE_SYNC, name);
    struct lunette_item *last = builder_add(&builder, LUNETTE_SERVICE, other);
    builder_make(&builder, LUNETTE_SERVICE, other);
    TEST(service->number == 0 && topic->number == 0 && call->number == 0 && last->number == 1);
    TEST(builder_named(&builder, LUNETTE_SERVICE, name) == service);
    TEST(builder_named(&builder, LUNETTE_TOPIC, name) == topic);
    TEST(builder_named(&builder, LUNETTE_SERVICE, other) == last);
    TEST(!builder_named(&builder, LUNETTE_TOPIC, other));
    TEST(!builder_named(&builder, LUNETTE_SLO, name) &&
         !builder_named(&builder, LUNETTE_SYNC, name));
    const struct lunette_about *nothing = service->about;
    struct lunette_about *about = builder_about(&builder, service);
    TEST(about != nothing && builder_about(&builder, service) == about && topic->about == nothing);
    builder_finish(&builder);
    TEST(builder.model->services.count == 2 && &builder.model->services.items[1]->item == last);
    TEST(builder.model->slos.count == 1 && &builder.model->slos.items[0]->item == slo);
    TEST(builder.model->topics.count == 1 && builder.model->teams.count == 0);
    TEST(!builder.model->architecture);
    builder_free(&builder);
    arena_reset(&arena);
}

#define WHY ", so nothing behind it is checked"

static void test_unresolved(void)
{
    static const struct {
        const char *text, *findings, *help;
    } cases[] = {
        {"context 'a' { owner = 'nobody' }", "unresolved 1:23-31 there is no team 'nobody'" WHY,
         "declare it: team \"nobody\" {}"},
        {"context 'a' { owner = 'chekout' } team 'checkout'",
         "unresolved 1:23-32 there is no team 'chekout'" WHY, "did you mean 'checkout'?"},
        {"context 'a' { owner = 'x' } service 'x' { context = 'a' }",
         "unresolved 1:23-26 there is no team 'x'" WHY,
         "'x' is declared, but it is a service: name a team here, or drop it"},
        {"context 'a' service 's' { context = 'a', datastores = { 'db', 'db2' } } datastore 'db'",
         "unresolved 1:63-68 there is no datastore 'db2'" WHY, "did you mean 'db'?"},
        {"context 'a' service 's' { context = 'a', dependencies = { sync 'x' {} } }",
         "unresolved 1:59-67 there is no service, external or gateway 'x'" WHY,
         "declare it: service \"x\" { context = \"a\", description = \"what it is for\" }, or "
         "external \"x\" {} if it is not yours; and give the call timeout = \"500ms\""},
        {"scenario 's' { 'a -> b: x' } actor 'a'",
         "unresolved 1:16-27 there is no service, gateway, actor, external, topic, datastore or "
         "broker 'b'" WHY,
         "declare it: context \"b\" {} and service \"b\" { context = \"b\", description = \"what it "
         "is for\" }, or external \"b\" {} if it is not yours"},
        {"consumer_group 'g' { dead_letter = 'true' }", "", NULL},
        {"topic 't' consumer_group 'g' { topics = { 't', 't', 'u' } }",
         "unresolved 1:53-56 there is no topic 'u'" WHY, "declare it: topic \"u\" {}"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct model_fixture fixture;
        TEST(model_read(&fixture, cases[i].text));
        const struct lunette_finding *finding = model_finding(&fixture, "model/unresolved", 0);
        TEST_TEXT(model_findings(&fixture), cases[i].findings);
        TEST_TEXT(finding ? finding->help : NULL, cases[i].help);
        model_close(&fixture);
    }
}

static const char two_services[] =
    "context 'a'\n"
    "external 'bank' { slos = { slo 'availability' { target = '98%', window = '1d' } } }\n"
    "service 'x' { context = 'a', slos = { slo 'availability' { target = '99%', window = '1d' } "
    "},\n"
    "  deployment = canary { initial = '5%', analysis = { 'availability' } } }\n"
    "service 'y' { context = 'a', slos = { slo 'availability' { target = '97%', window = '1d' },\n"
    "  slo 'latency' { target = '1s', window = '1d' } },\n"
    "  deployment = blue_green { analysis = { 'latency', 'x/availability' } } }\n"
    "slo 'errors' { target = '1%', window = '1d', service = 'y' }\n"
    "experiment 'e' { target = 'y', fault = 'pod_kill', duration = '1m',\n"
    "  steady_state = { 'availability', 'bank/availability', 'errors', 'nothing' },\n"
    "  abort_when = { 'latency' } }\n";

/* A bare name means the objective of the service around, or of the experiment's target. */
static void test_objectives_are_found_in_their_scope(void)
{
    struct model_fixture fixture;
    TEST(model_read(&fixture, two_services));
    const struct lunette_service *x = fixture.model->services.items[0];
    const struct lunette_service *y = fixture.model->services.items[1];
    const struct lunette_experiment *e = fixture.model->experiments.items[0];
    TEST(x->deployment->analysis.items[0].to == &x->slos.items[0]->item);
    TEST(y->deployment->analysis.items[0].to == &y->slos.items[1]->item);
    TEST(y->deployment->analysis.items[1].to == &x->slos.items[0]->item);
    TEST(e->steady_state.items[0].to == &y->slos.items[0]->item);
    TEST(e->steady_state.items[1].to == &fixture.model->externals.items[0]->slos.items[0]->item);
    TEST(e->steady_state.items[2].to->owner == NULL && !e->steady_state.items[3].to);
    TEST(e->abort_when->breached.items[0].to == &y->slos.items[1]->item);
    TEST_TEXT(model_findings(&fixture), "unresolved 10:67-76 there is no slo 'nothing'" WHY);
    model_close(&fixture);
}

static void test_objectives_at_the_top_go_to_their_service(void)
{
    struct model_fixture fixture;
    TEST(model_read(&fixture, two_services));
    const struct lunette_service *y = fixture.model->services.items[1];
    TEST(fixture.model->slos.count == 5 && y->slos.count == 3);
    TEST_TEXT(y->slos.items[2]->item.name, "errors");
    TEST(!y->slos.items[2]->item.owner && y->slos.items[0]->item.owner == &y->item);
    TEST(y->slos.items[0]->item.owner_index == 1);
    TEST_TEXT(y->slos.items[0]->item.owner_field, "slos");
    model_close(&fixture);
}

static void test_derived_lists(void)
{
    struct model_fixture fixture;
    TEST(model_read(
        &fixture,
        "context 'a' context 'b'\n"
        "datastore 'd' { used_by = { 'z', 'x' } } datastore 'e' { owner = 'z' }\n"
        "event 'made' {}\n"
        "service 'x' { context = 'a', datastores = { 'd' }, publishes = { 'made' },\n"
        "  dependencies = { sync 'y' {}, sync 'gone' {}, async 'y' {}, sync 'y' {} } }\n"
        "service 'y' { context = 'b', uses = { 'd', 'e', 'd' }, consumes = { 'made' } }\n"
        "service 'z' { context = 'a', dependencies = { sync 'y' {} }, consumes = { 'made' } }"));
    const struct lunette_model *model = fixture.model;
    const struct lunette_service *x = model->services.items[0], *y = model->services.items[1];
    const struct lunette_service *z = model->services.items[2];
    TEST(model->contexts.items[0]->services.count == 2);
    TEST(model->contexts.items[0]->services.items[1] == z);
    TEST(model->contexts.items[1]->services.count == 1);
    TEST(model->dependencies.count == 5 && model->dependencies.items[4]->item.owner == &z->item);
    TEST(y->callers.count == 3 && y->callers.items[1] == x->dependencies.items[3]);
    TEST(y->callers.items[2] == z->dependencies.items[0] && x->callers.count == 0);
    const struct lunette_datastore *d = model->datastores.items[0], *e = model->datastores.items[1];
    TEST(d->owner.to == &x->item && e->owner.to == &z->item);
    TEST_TEXT(d->owner.name, "x");
    TEST(d->users.count == 3 && d->users.items[0] == x && d->users.items[1] == y &&
         d->users.items[2] == z);
    TEST(e->users.count == 2 && e->users.items[0] == z && e->users.items[1] == y);
    const struct lunette_event *made = model->events.items[0];
    TEST(made->publishers.count == 1 && made->publishers.items[0] == x);
    TEST(made->consumers.count == 2 && made->consumers.items[1]->item.owner == &z->item);
    model_close(&fixture);
}

/* One of each kind that nests: what a walk comes by. */
static const char nested_model[] =
    "architecture 'A' { links = { { url = '/a' }, { url = '/b' } } } context 'a'\n"
    "service 'x' { context = 'a', technologies = { language = 'go' }, endpoints = { GET '/x' },\n"
    "  dependencies = { sync 'x' { retry = { max_attempts = 2 }, circuit_breaker = true,\n"
    "    links = { { url = '/c' } } } },\n"
    "  slos = { slo 's' { target = '9%', window = '1d' } }, deployment = rolling {},\n"
    "  health = { liveness '/h' }, scaling = { min = 1 }, consumes = { 'e' } } event 'e'\n"
    "gateway 'g' { routes = { route '/' { split = { to 'x' { match = {} } } } }, tls = true }\n"
    "scenario 'o' { 'note x: hm', alt 'in' { 'x -> x: y', opt 'more' { 'x -> x: z' } } }\n"
    "experiment 'k' { target = 'x', fault = 'pod_kill', duration = '1m', abort_when = {} }\n"
    "traffic 't' { subsets = { v1 = {} } } config { rules = { ['a/b'] = { limit = 1 } } }\n";

struct visits {
    const struct lunette_item *seen[64];
    size_t count;
};

static void visit(const struct lunette_item *item, void *context)
{
    struct visits *visits = context;
    TEST(visits->count < COUNT(visits->seen));
    for (size_t i = 0; i < visits->count; i++)
        TEST(visits->seen[i] != item);
    bool after_owner = !item->owner;
    for (size_t i = 0; i < visits->count && !after_owner; i++)
        after_owner = visits->seen[i] == item->owner;
    TEST(after_owner || item->kind == LUNETTE_SLO);
    visits->seen[visits->count++] = item;
}

static bool was_visited(const struct visits *visits, const struct lunette_item *item)
{
    for (size_t i = 0; i < visits->count; i++)
        if (visits->seen[i] == item)
            return true;
    return false;
}

static void test_walk_comes_by_each_item_once(void)
{
    struct model_fixture fixture;
    struct visits visits = {.count = 0};
    TEST(model_read(&fixture, nested_model));
    TEST_TEXT(model_findings(&fixture), "");
    walk_model(fixture.model, visit, &visits);
    const struct builder_list *kinds = fixture.evaluation.builder.kinds;
    size_t count = 0;
    for (enum lunette_kind kind = 1; kind < LUNETTE_KIND_COUNT; count += kinds[kind++].count)
        for (size_t i = 0; i < kinds[kind].count; i++)
            TEST(was_visited(&visits, kinds[kind].items[i]));
    TEST(visits.count == count);
    model_close(&fixture);
}

static void check_standing(const struct lunette_item *item)
{
    const struct schema_kind *kind = schema_kind_of(item->kind);
    TEST((item->line == 0) == (kind->place == SCHEMA_TABLE || !strcmp(kind->name, "on") ||
                               !strcmp(kind->name, "pod_kill")));
    TEST((item->owner != NULL) == (item->owner_field != NULL));
    TEST(item->owner || kind->place == SCHEMA_TOP);
}

static void test_items_know_where_they_stand(void)
{
    struct model_fixture fixture;
    TEST(model_read(&fixture, nested_model));
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++)
        for (size_t i = 0; i < fixture.evaluation.builder.kinds[id].count; i++)
            check_standing(fixture.evaluation.builder.kinds[id].items[i]);
    TEST_TEXT(fixture.model->files.items[0], "model.lua");
    TEST(fixture.model->files.count == 1 && fixture.model->architecture);
    model_close(&fixture);
}

static void test_an_empty_model(void)
{
    struct model_fixture fixture;
    struct visits visits = {.count = 0};
    TEST(model_read(&fixture, ""));
    walk_model(fixture.model, visit, &visits);
    TEST(visits.count == 0 && !fixture.model->architecture && fixture.diag.count == 0);
    model_close(&fixture);
}

int main(void)
{
    test_builder_makes_unset_items();
    test_builder_unsets_the_members_of_kin();
    test_builder_collects();
    test_unresolved();
    test_objectives_are_found_in_their_scope();
    test_objectives_at_the_top_go_to_their_service();
    test_derived_lists();
    test_walk_comes_by_each_item_once();
    test_items_know_where_they_stand();
    test_an_empty_model();
    return test_done();
}
