/* From what a finding blames to the place in the text, through tables, lists and other names. */
#include "diag/quota.h"
#include "model_fixture.h"
#include "test.h"

static const char text[] =
    "context 'a'\n"                                                    /* 1 */
    "service 'x' {\n"                                                  /* 2 */
    "  domain = 'a',\n"                                                /* 3 */
    "  technologies = { language = 'go',\n"                            /* 4 */
    "                   framework = 'gin' },\n"                        /* 5 */
    "  ports = { 80, 443 },\n"                                         /* 6 */
    "  endpoints = { GET '/a' {}, POST '/b' { summary = 's' } },\n"    /* 7 */
    "  dependencies = {\n"                                             /* 8 */
    "    sync 'x' { timeout_ms = 5, retry = { attempts = 2 } },\n"     /* 9 */
    "    async 'x' {},\n"                                              /* 10 */
    "  },\n"                                                           /* 11 */
    "  links = { { url = '/one' }, { title = 't', url = '/two' } },\n" /* 12 */
    "  properties = { note = 'n', ['odd key'] = 'o' },\n"              /* 13 */
    "}\n"                                                              /* 14 */
    "traffic 't' { subsets = { v1 = { version = '1' },\n"              /* 15 */
    "  v2 = { version = '2', labels = { app = 'x' } } } }\n"           /* 16 */
    "scenario 's' { 'x -> x: a',\n"                                    /* 17 */
    "  alt 'in' { 'x -> x: b', 'x -> x: c' } }\n"                      /* 18 */
    "scenario 'r' { steps = { 'x -> x: d' } }\n"                       /* 19 */
    "config { rules = { ['a/b'] = { limit = 6 } } }\n"                 /* 20 */
    "relationship { upstream = 'a', downstream = 'a', upstream_roles = { 'OHS', 'PL' } }\n"
    "for i = 1, 2 do service('n' .. i) { context = 'a', ports = { i } } end\n"; /* 22 */

static struct model_fixture fixture;

static const char *place_of(struct lunette_blame blame, bool blame_key)
{
    static char place[64];
    struct buf out = {0};
    struct lunette_finding *finding = diag_report(&fixture.diag, "a/b", LUNETTE_NOTE, blame, "x");
    finding->blame_key = blame_key;
    finding_relate(finding, blame, "y");
    blame_place_findings(&fixture.diag, &fixture.sources);
    model_add_place(&out, &finding->place);
    TEST(blame_key || finding->related->place.span.line == finding->place.span.line);
    TEST(blame_key || finding->related->place.span.column == finding->place.span.column);
    snprintf(place, sizeof place, "%s", buf_text(&out));
    buf_free(&out);
    return place;
}

#define PLACE(blame) place_of((blame), false)

static void test_fields_of_an_entity(void)
{
    const struct lunette_service *x = fixture.model->services.items[0];
    TEST_TEXT(PLACE(lunette_at(x)), "2:1-12");
    TEST_TEXT(PLACE(lunette_at_field(x, "context")), "3:12-15");
    TEST_TEXT(place_of(lunette_at_field(x, "context"), true), "3:3-9");
    TEST_TEXT(PLACE(lunette_at_field(x, "technologies")), "4:3-15");
    TEST_TEXT(PLACE(lunette_at_entry(x, "ports", 2)), "6:17-20");
    TEST_TEXT(PLACE(lunette_at_entry(x, "ports", 3)), "6:3-8");
    TEST_TEXT(PLACE(lunette_at_key(x, "properties", "note")), "13:25-28");
    TEST_TEXT(PLACE(lunette_at_key(x, "properties", "odd key")), "13:44-47");
    TEST_TEXT(PLACE(lunette_at_field(x, "owner")), "2:1-12");
}

static void test_fields_of_parts(void)
{
    const struct lunette_service *x = fixture.model->services.items[0];
    TEST_TEXT(PLACE(lunette_at_field(x->technologies, "framework")), "5:32-37");
    TEST_TEXT(PLACE(lunette_at(x->technologies)), "4:3-15");
    TEST_TEXT(PLACE(lunette_at(x->endpoints.items[1])), "7:30-39");
    TEST_TEXT(PLACE(lunette_at_field(x->endpoints.items[1], "summary")), "7:52-55");
    TEST_TEXT(PLACE(lunette_at_field(x->dependencies.items[0], "timeout")), "9:29-30");
    TEST_TEXT(PLACE(lunette_at_field(x->dependencies.items[0]->retry, "max_attempts")), "9:53-54");
    TEST_TEXT(PLACE(lunette_at(x->dependencies.items[1])), "10:5-14");
    TEST_TEXT(PLACE(lunette_at_field(x->item.about->links.items[1], "url")), "12:52-58");
}

static void test_entries_by_name(void)
{
    const struct lunette_subsets *subsets = &fixture.model->traffics.items[0]->subsets;
    const struct lunette_config *config = fixture.model->configs.items[0];
    TEST_TEXT(PLACE(lunette_at(subsets->items[1])), "16:3-5");
    TEST_TEXT(PLACE(lunette_at_field(subsets->items[1], "version")), "16:20-23");
    TEST_TEXT(PLACE(lunette_at_key(subsets->items[1], "labels", "app")), "16:42-45");
    TEST_TEXT(PLACE(lunette_at_field(config->rules.items[0], "limit")), "20:40-41");
}

static void test_lines_of_a_scenario(void)
{
    const struct lunette_scenario *s = fixture.model->scenarios.items[0];
    const struct lunette_scenario *r = fixture.model->scenarios.items[1];
    const struct lunette_block *alt = (const struct lunette_block *)s->steps.items[1];
    TEST_TEXT(PLACE(lunette_at(s->steps.items[0])), "17:16-27");
    TEST_TEXT(PLACE(lunette_at(alt)), "18:3-11");
    TEST_TEXT(PLACE(lunette_at(alt->steps.items[1])), "18:27-38");
    TEST_TEXT(PLACE(lunette_at_field(alt->steps.items[1], "to")), "18:27-38");
    TEST_TEXT(PLACE(lunette_at(r->steps.items[0])), "19:26-37");
}

static void test_kinds_without_a_name_and_computed_names(void)
{
    const struct lunette_relationship *both = fixture.model->relationships.items[0];
    const struct lunette_service *n2 = fixture.model->services.items[2];
    TEST_TEXT(PLACE(lunette_at(both)), "21:1-13");
    TEST_TEXT(PLACE(lunette_at_entry(both, "upstream_roles", 2)), "21:76-80");
    TEST_TEXT(PLACE(lunette_at(n2)), "22:17-34");
    TEST_TEXT(PLACE(lunette_at_entry(n2, "ports", 1)), "22:62-63");
}

/* Only what a report shows needs the text looked at; the rest is in the order of its constructors. */
static void test_the_first_so_many(void)
{
    struct diag few = {.arena = &fixture.arena};
    const struct lunette_service *x = fixture.model->services.items[0];
    const struct lunette_traffic *t = fixture.model->traffics.items[0];
    struct lunette_finding *last =
        diag_report(&few, "a/b", LUNETTE_NOTE, lunette_at_field(t, "subsets"), "last");
    struct lunette_finding *second =
        diag_report(&few, "a/b", LUNETTE_NOTE, lunette_at_field(x, "technologies"), "second");
    struct lunette_finding *again =
        diag_report(&few, "a/c", LUNETTE_NOTE, lunette_at_field(x, "technologies"), "again");
    struct lunette_finding *hidden =
        diag_report(&few, "a/a", LUNETTE_NOTE, lunette_at(x), "hidden");
    struct lunette_finding *first =
        diag_report(&few, "a/c", LUNETTE_NOTE, lunette_at_field(x, "context"), "first");
    finding_relate(last, lunette_at(x), "never shown");
    finding_relate(first, lunette_at(x), "told in full");
    finding_relate(again, lunette_at(x), "the second of its rule");
    hidden->suppressed = true;
    blame_place_wanted(&few, &fixture.sources, (struct blame_wanted){3, 1});
    TEST(few.findings[0] == first && few.findings[1] == second && few.findings[2] == again &&
         few.findings[3] == hidden && few.findings[4] == last);
    TEST(first->place.span.line == 3 && first->place.span.column == 12);
    TEST(second->place.span.line == 4 && second->place.span.column == 3);
    TEST(last->place.span.line == 15 && last->place.span.column == 1);
    TEST(first->related->place.span.line == 2 && again->related->place.span.line == 0);
    TEST(last->related->place.span.line == 0);
    diag_free(&few);
}

static void test_the_gravest_are_shown_first(void)
{
    struct diag some = {.arena = &fixture.arena};
    const struct lunette_service *x = fixture.model->services.items[0];
    const struct lunette_traffic *t = fixture.model->traffics.items[0];
    struct lunette_finding *note = diag_report(&some, "a/a", LUNETTE_NOTE, lunette_at(x), "note");
    struct lunette_finding *warning =
        diag_report(&some, "a/b", LUNETTE_WARNING, lunette_at_field(x, "ports"), "warning");
    struct lunette_finding *error =
        diag_report(&some, "a/c", LUNETTE_ERROR, lunette_at_field(t, "subsets"), "error");
    blame_place_wanted(&some, &fixture.sources, (struct blame_wanted){2, 1});
    TEST(some.findings[0] == warning && some.findings[1] == error && some.findings[2] == note);
    struct quota quota = quota_of(&some, 2);
    TEST(quota_take(&quota, warning) && quota_take(&quota, error) && !quota_take(&quota, note));
    quota = quota_of(&some, 0);
    TEST(quota_take(&quota, note) && !quota_take(&quota, note));
    note->suppressed = true;
    blame_place_wanted(&some, &fixture.sources, (struct blame_wanted){0, 0});
    TEST(some.findings[0] == note && note->place.span.end_column == 12);
    diag_free(&some);
}

static void test_what_has_no_place(void)
{
    struct lunette_item made = {.kind = LUNETTE_SERVICE, .file = 99, .line = 1};
    TEST_TEXT(PLACE(lunette_at(&made)), "");
    made = (struct lunette_item){.kind = LUNETTE_SERVICE};
    TEST_TEXT(PLACE(lunette_at(&made)), "");
    TEST_TEXT(PLACE((struct lunette_blame){.item = NULL}), "");
}

static void test_subjects(void)
{
    const struct lunette_service *x = fixture.model->services.items[0];
    struct arena *arena = &fixture.arena;
    TEST_TEXT(blame_subject(&x->item, arena), "x");
    TEST_TEXT(blame_subject(&x->technologies->item, arena), "x");
    TEST_TEXT(blame_subject(&x->endpoints.items[0]->item, arena), "x");
    TEST_TEXT(blame_subject(&x->dependencies.items[0]->item, arena), "x -> x");
    TEST_TEXT(blame_subject(&x->dependencies.items[0]->retry->item, arena), "x -> x");
    TEST_TEXT(blame_subject(&fixture.model->relationships.items[0]->item, arena), "a -> a");
    TEST_TEXT(blame_subject(&fixture.model->configs.items[0]->item, arena), NULL);
    TEST_TEXT(blame_subject(NULL, arena), NULL);
}

static void test_other_files(void)
{
    struct model_fixture other;
    model_open(&other);
    model_add_file(&other, "parts.lua",
                   "return { timeout = 5 },\n  function() team 't' { x = 1 } end");
    TEST(model_run(&other, "local fields, declare = include 'parts.lua'\ndeclare()\n"
                           "context 'a' service 's' { context = 'a',\n"
                           "  dependencies = { sync 's' (fields) } }"));
    TEST_TEXT(model_findings(&other), "bad-value 4:20-28 'timeout = 5' has no unit\n"
                                      "unknown-field parts.lua:2:25-26 unknown field 'x' in team");
    model_close(&other);
}

int main(void)
{
    TEST(model_read(&fixture, text));
    TEST_TEXT(model_findings(&fixture), "");
    test_fields_of_an_entity();
    test_fields_of_parts();
    test_entries_by_name();
    test_lines_of_a_scenario();
    test_kinds_without_a_name_and_computed_names();
    test_the_first_so_many();
    test_the_gravest_are_shown_first();
    test_what_has_no_place();
    test_subjects();
    model_close(&fixture);
    test_other_files();
    return test_done();
}
