/* The requests that workloads make, at services and over calls. */
#include "model/load.h"

#include "model_fixture.h"
#include "test.h"

static struct model_fixture fixture;
static const struct lunette_loads *loads;

/* Services a, b, c; a calls b by two endpoints and c and an external x; api is realised by a. */
#define SYSTEM                                                                               \
    "external 'x' {} actor 'user' {} topic 't' {}\n"                                         \
    "gateway 'api' { service = 'a', routes = {} }\n"                                         \
    "service 'a' { dependencies = { sync 'b' { endpoint = 'GET /things/{id}' },\n"           \
    "  sync 'b' { endpoint = 'POST /things' }, sync 'c' {}, sync 'x' {} } }\n"               \
    "service 'b' { endpoints = { GET '/things/{id}' {}, POST '/things' {}, GET '/' {} } }\n" \
    "service 'c' {}\n"

static void read_loads(const char *behaviour)
{
    char text[4096];
    snprintf(text, sizeof text, "%s%s", SYSTEM, behaviour);
    model_read(&fixture, text);
    loads = load_build(&fixture.arena, fixture.model);
}

/* "2..5 peak": at least, at most and the name of the workload that brings most; "-" for none. */
static const char *shown(const struct lunette_load *load)
{
    static char text[80];
    if (!load->by)
        return isnan(load->at_least_per_s) && isnan(load->at_most_per_s) ? "-" : "?";
    snprintf(text, sizeof text, "%g..%g %s", load->at_least_per_s, load->at_most_per_s,
             load->by->item.name);
    return text;
}

static const char *at(const char *service)
{
    for (size_t i = 0; i < fixture.model->services.count; i++)
        if (strcmp(fixture.model->services.items[i]->item.name, service) == 0)
            return shown(&loads->services[i]);
    return "no such service";
}

static const char *over(size_t dependency)
{
    return shown(&loads->calls[fixture.model->dependencies.items[dependency]->item.number]);
}

static void test_no_workload_no_load(void)
{
    read_loads("scenario 's' { 'a -> b: GET /' }");
    TEST_TEXT(at("b"), "-");
    TEST_TEXT(over(0), "-");
    model_close(&fixture);
}

static void test_calls_are_counted_where_they_arrive(void)
{
    read_loads("scenario 's' { 'user -> api: GET /', 'a -> c', 'a -> c', 'a -> a: think',\n"
               "  'c --> a: 200', 'a ->> b: told', 'a -> x: ask', 'note a: done' }\n"
               "workload 'w' { scenario = 's', rate = '3/s' }");
    TEST_TEXT(at("a"), "3..3 w");
    TEST_TEXT(at("b"), "-");
    TEST_TEXT(at("c"), "6..6 w");
    TEST_TEXT(over(2), "6..6 w");
    TEST_TEXT(over(3), "3..3 w");
    TEST_TEXT(over(0), "-");
    model_close(&fixture);
}

static void test_a_gateway_sends_what_its_service_sends(void)
{
    read_loads("scenario 's' { 'api -> c', 'api -> a' }\n"
               "workload 'w' { scenario = 's', rate = '3/s' }");
    TEST_TEXT(over(2), "3..3 w");
    TEST_TEXT(at("a"), "-");
    model_close(&fixture);
}

static void test_blocks(void)
{
    read_loads(
        "scenario 's' { 'user -> a', par 'both' { 'a -> b: GET /', critical 'one' { 'a -> c' } },\n"
        "  alt 'yes' { 'a -> b: GET /' }, otherwise 'no' { 'a -> b: GET /' },\n"
        "  opt 'more' { par 'p' { 'a -> b: GET /' } }, loop 'each' { 'a -> c' } }\n"
        "workload 'w' { scenario = 's', rate = '2/s' }");
    TEST_TEXT(at("a"), "2..2 w");
    TEST_TEXT(at("b"), "2..8 w");
    TEST_TEXT(at("c"), "2..inf w");
    model_close(&fixture);
}

static void test_workloads_may_meet_or_not(void)
{
    read_loads(
        "scenario 's' { 'user -> a', 'user -> b' } scenario 'r' { 'user -> a', 'user -> a' }\n"
        "workload 'calm' { scenario = 's', rate = '1/s' }\n"
        "workload 'peak' { scenario = 's', rate = '10/s' }\n"
        "workload 'rest' { scenario = 'r', rate = '6/s' }");
    TEST_TEXT(at("a"), "12..23 rest");
    TEST_TEXT(at("b"), "10..11 peak");
    model_close(&fixture);
}

static void test_a_workload_without_rate_may_bring_anything(void)
{
    read_loads("scenario 's' { 'user -> a', opt 'more' { 'user -> b' } }\n"
               "workload 'known' { scenario = 's', rate = '4/s' }\n"
               "workload 'unknown' { scenario = 's' }");
    TEST_TEXT(at("a"), "4..inf unknown");
    TEST_TEXT(at("b"), "0..inf unknown");
    model_close(&fixture);
}

static void test_messages_go_by_the_call_that_names_their_endpoint(void)
{
    read_loads(
        "scenario 's' { 'a -> b: GET /things/7', 'a -> b: GET /things/8', 'a -> b: POST /things',\n"
        "  alt 'odd' { 'a -> b: GET /' } }\n"
        "workload 'w' { scenario = 's', rate = '1/s' }");
    TEST_TEXT(over(0), "2..3 w");
    TEST_TEXT(over(1), "1..2 w");
    model_close(&fixture);
}

static void test_names_that_lead_nowhere(void)
{
    read_loads("scenario 's' { 'nobody -> a', 'a -> nobody: x', 'a -> b' }\n"
               "workload 'w' { scenario = 's', rate = '1/s' }\n"
               "workload 'v' { scenario = 'none', rate = '1/s' } workload 'u' { rate = '1/s' }");
    TEST_TEXT(at("a"), "1..1 w");
    TEST_TEXT(over(0), "1..1 w");
    TEST_TEXT(over(1), "1..1 w");
    model_close(&fixture);
}

int main(void)
{
    test_no_workload_no_load();
    test_calls_are_counted_where_they_arrive();
    test_a_gateway_sends_what_its_service_sends();
    test_blocks();
    test_workloads_may_meet_or_not();
    test_a_workload_without_rate_may_bring_anything();
    test_messages_go_by_the_call_that_names_their_endpoint();
    test_names_that_lead_nowhere();
    return test_done();
}
