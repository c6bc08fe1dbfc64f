/* What governs a call, and the graph of calls: derived while a model is read. */
#include "model/calls.h"
#include "model_fixture.h"
#include "test.h"

/* The first call of the model made of the declarations. */
static const struct lunette_dependency *read_call(struct model_fixture *fixture, const char *text)
{
    bool read = model_read(fixture, text);
    TEST(read);
    TEST_TEXT(model_findings(fixture), "");
    return fixture->model->dependencies.items[0];
}

#define CALL(fields)                                                          \
    "context 'c' service 'b' { context = 'c' } service 'a' { context = 'c', " \
    "dependencies = { sync 'b' { " fields " } } } "

static void test_nobody_says_anything(void)
{
    struct model_fixture fixture;
    const struct lunette_dependency *call = read_call(&fixture, CALL(""));
    TEST_TEXT(call->callee->item.name, "b");
    TEST(isnan(call->timeout_in_force_ms) && !call->timeout_by);
    TEST(!call->retry_in_force && !call->retry_by && call->attempts == 1);
    TEST(!call->breaker_in_force && call->bulkhead_in_force == LUNETTE_UNSET);
    TEST(isnan(call->worst_ms));
    model_close(&fixture);
}

static void test_the_calls_own_word_wins(void)
{
    struct model_fixture fixture;
    const struct lunette_dependency *call = read_call(
        &fixture, "timeout { service = 'b', timeout = '9s' } retry_policy { service = 'b', "
                  "max_attempts = 9, backoff = '1s' } " CALL(
                      "timeout = '100ms', retry = { max_attempts = 3 }, bulkhead = 2"));
    TEST(call->timeout_in_force_ms == 100 && call->timeout_by == &call->item);
    TEST(call->attempts == 3 && call->retry_by == &call->retry->item);
    TEST(call->bulkhead_in_force == 2 && call->bulkhead_by == &call->item);
    TEST(call->worst_ms == 300);
    model_close(&fixture);
}

static void test_policies_of_the_target(void)
{
    struct model_fixture fixture;
    const struct lunette_dependency *call = read_call(
        &fixture, CALL("") "timeout { service = 'b', timeout = '9s' } timeout { service = 'a', "
                           "timeout = '1s' } retry_policy { service = 'b', max_attempts = 2 } "
                           "circuit_breaker { service = 'b', failure_threshold = 5 } "
                           "bulkhead { service = 'b', limit = 7 }");
    TEST(call->timeout_in_force_ms == 9000 && call->timeout_by->kind == LUNETTE_TIMEOUT);
    TEST(call->attempts == 2 && call->retry_by->kind == LUNETTE_RETRY_POLICY);
    TEST(call->breaker_in_force->failure_threshold == 5);
    TEST(call->breaker_by->kind == LUNETTE_CIRCUIT_BREAKER);
    TEST(call->bulkhead_in_force == 7 && call->bulkhead_by->kind == LUNETTE_BULKHEAD);
    TEST(call->worst_ms == 18000);
    model_close(&fixture);
}

static void test_traffic_rules(void)
{
    struct model_fixture fixture;
    const struct lunette_dependency *call = read_call(
        &fixture,
        CALL("") "traffic 't' { host = 'b', routes = { to 'b' { weight = 50, timeout = '1s' "
                 "}, to 'b' { weight = 50, timeout = '2s', retry = { max_attempts = 2 } "
                 "} } }");
    TEST(call->timeout_in_force_ms == 2000 && call->timeout_by->kind == LUNETTE_TO);
    TEST(call->attempts == 2 && call->worst_ms == 4000);
    model_close(&fixture);
    call =
        read_call(&fixture, CALL("") "traffic 't' { host = 'b', routes = { to 'b' { weight = 50, "
                                     "timeout = '1s' }, to 'b' { weight = 50 } } }");
    TEST(!call->timeout_by);
    model_close(&fixture);
}

static void test_waits_between_tries(void)
{
    static const struct {
        const char *text;
        double worst_ms;
    } cases[] = {
        {CALL("timeout = '1s', retry = { max_attempts = 4, backoff = '100ms' }"), 4300},
        {CALL("timeout = '1s', retry = { max_attempts = 4, backoff = '100ms', "
              "backoff_multiplier = 2 }"),
         4700},
        {CALL("timeout = '1s', retry = { max_attempts = 5, backoff = '100ms', "
              "backoff_multiplier = 2, max_backoff = '300ms' }"),
         5900},
        {CALL("timeout = '1s', retry = { max_attempts = 1, backoff = '100ms' }"), 1000},
        {CALL("timeout = '1s', retry = { max_attempts = 1000000, backoff = '1ms', "
              "backoff_multiplier = 3, max_backoff = '1s' }"),
         1000000 * 1000.0 + (1 + 3 + 9 + 27 + 81 + 243 + 729) + (999999 - 7) * 1000.0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct model_fixture fixture;
        TEST(read_call(&fixture, cases[i].text)->worst_ms == cases[i].worst_ms);
        model_close(&fixture);
    }
}

static void test_a_gateways_callee_is_what_realises_it(void)
{
    struct model_fixture fixture;
    const struct lunette_dependency *call =
        read_call(&fixture, "context 'c' service 'edge' { context = 'c' } gateway 'g' { service = "
                            "'edge' } external 'x' service 'a' { context = 'c', dependencies = { "
                            "sync 'g', sync 'x' } }");
    TEST_TEXT(call->callee->item.name, "edge");
    TEST(!fixture.model->dependencies.items[1]->callee);
    model_close(&fixture);
}

static void test_call_graph(void)
{
    struct model_fixture fixture;
    read_call(&fixture,
              "context 'c' service 'a' { context = 'c', dependencies = { sync 'b', sync 'b' { "
              "optional = true } } } service 'b' { context = 'c', dependencies = { sync 'a', "
              "async 'd', sync 'd' } } service 'd' { context = 'c' }");
    const struct lunette_call_graph *calls = calls_build(&fixture.arena, fixture.model);
    const struct lunette_graph *graph = &calls->graph;
    TEST(graph->node_count == 3 && graph->first[3] == 4);
    TEST(calls->component_count == 2);
    for (uint32_t node = 0; node < 3; node++)
        for (uint32_t edge = graph->first[node]; edge < graph->first[node + 1]; edge++) {
            TEST(calls->calls[edge]->item.owner->number == node);
            TEST(calls->calls[edge]->callee->item.number == graph->to[edge]);
        }
    TEST(calls->hard[0] == 1 && calls->hard[1] == -1);
    TEST(lunette_on_cycle(calls, calls->calls[0]) && !lunette_on_cycle(calls, calls->calls[3]));
    model_close(&fixture);
}

int main(void)
{
    test_nobody_says_anything();
    test_the_calls_own_word_wins();
    test_policies_of_the_target();
    test_traffic_rules();
    test_waits_between_tries();
    test_a_gateways_callee_is_what_realises_it();
    test_call_graph();
    return test_done();
}
