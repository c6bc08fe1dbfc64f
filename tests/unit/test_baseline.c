/* Known findings: what makes them the same, how they are counted, and the file they are kept in. */
#include "check/baseline.h"

#include "emit/known.h"
#include "test.h"

static struct arena arena;
static struct diag diag;
static struct baseline baseline;
static size_t known;

static const struct lunette_blame nobody;

static void start(void)
{
    diag_free(&diag);
    baseline_free(&baseline);
    arena_reset(&arena);
    diag = (struct diag){.arena = &arena};
    baseline = (struct baseline){.arena = &arena, .names.arena = &arena};
}

static struct lunette_finding *add(const char *rule, const char *subject, const char *message)
{
    struct lunette_finding *finding =
        diag_report(&diag, rule, LUNETTE_ERROR, nobody, "%s", message);
    finding->subject = subject;
    return finding;
}

static void add_related(struct lunette_finding *finding, const char *name)
{
    struct lunette_service *service = arena_new(&arena, struct lunette_service);
    service->item = (struct lunette_item){.kind = LUNETTE_SERVICE, .name = name};
    finding_relate(finding, lunette_at(service), "why");
}

static void add_known(const char *rule, const char *subject, size_t count)
{
    baseline_add(&baseline, (const char *[]){rule, subject}, 2, count);
}

/* ---- identity ---- */

static void test_lines_and_numbers_do_not_count(void)
{
    start();
    add("a/x", "s", "takes 200 ms");
    add("a/x", "s", "takes 300 ms")->place.span.line = 7;
    const char *const *identities = baseline_apply(&baseline, &diag, &known);
    TEST(known == 0 && diag.count == 2 && identities[0] == identities[1]);
    TEST_TEXT(identities[0], "a/x\ns");
}

static void test_rule_subject_and_related_entities_count(void)
{
    start();
    add("a/x", "s", "m");
    add("a/y", "s", "m");
    add("a/x", "t", "m");
    add("a/x", NULL, "m");
    add_related(add("a/x", "s", "m"), "r");
    const char *const *identities = baseline_apply(&baseline, &diag, &known);
    for (size_t i = 0; i < diag.count; i++)
        for (size_t j = 0; j < i; j++)
            TEST(identities[i] != identities[j]);
    TEST_TEXT(identities[3], "a/x\n");
    TEST_TEXT(identities[4], "a/x\ns\nr");
}

static void test_related_entities_are_a_set(void)
{
    start();
    struct lunette_finding *one = add("a/x", "s", "m"), *other = add("a/x", "s", "m");
    add_related(one, "b");
    add_related(one, "a");
    add_related(one, "b");
    finding_relate(one, nobody, "nobody in particular");
    add_related(other, "a");
    add_related(other, "s");
    add_related(other, "b");
    const char *const *identities = baseline_apply(&baseline, &diag, &known);
    TEST(identities[0] == identities[1]);
    TEST_TEXT(identities[0], "a/x\ns\na\nb");
    static const char *const parts[] = {"a/x", "s", "b", "a"};
    baseline_add(&baseline, parts, COUNT(parts), 1);
    TEST(baseline.count == 1);
}

static void test_hostile_names(void)
{
    static char huge[200 * 1024];
    memset(huge, 'A', sizeof huge - 1);
    start();
    add("a/x", "s\nfake\x1b\xff", "m");
    add("a/x", huge, "m");
    struct lunette_finding *finding = add("a/x", "s", "m");
    for (int i = 0; i < 200; i++)
        add_related(finding, arena_format(&arena, "r%03d", i));
    const char *const *identities = baseline_apply(&baseline, &diag, &known);
    TEST_TEXT(identities[0], "a/x\ns fake \xef\xbf\xbd");
    TEST(strlen(identities[1]) == strlen("a/x\n") + 256);
    TEST(baseline.entries[2]->part_count == 64);
}

/* ---- counting ---- */

static void test_known_ones_go_and_new_ones_stay(void)
{
    start();
    add("a/x", "s", "first");
    add("a/x", "t", "new");
    add("a/x", "s", "second");
    add("a/x", "s", "third");
    add_known("a/x", "s", 2);
    const char *const *identities = baseline_apply(&baseline, &diag, &known);
    TEST(known == 2 && diag.count == 2);
    TEST_TEXT(diag.findings[0]->message, "new");
    TEST_TEXT(diag.findings[1]->message, "third");
    TEST_TEXT(identities[0], "a/x\nt");
    TEST_TEXT(identities[1], "a/x\ns");
    TEST(baseline.entries[0]->known == 2 && baseline.entries[0]->found == 3);
}

static void test_entries_said_twice_add_up(void)
{
    start();
    add_known("a/x", "s", 1);
    add_known("a/x", "s", 2);
    TEST(baseline.count == 1 && baseline.entries[0]->known == 3);
    baseline_apply(&baseline, &diag, &known);
    TEST(baseline.entries[0]->found == 0);
}

static void test_suppressed_ones_are_not_known(void)
{
    start();
    add("a/x", "s", "m")->suppressed = true;
    add_known("a/x", "s", 1);
    baseline_apply(&baseline, &diag, &known);
    TEST(known == 0 && diag.count == 1 && baseline.entries[0]->found == 0);
}

static void test_entries_are_sorted(void)
{
    start();
    add_known("b/x", "s", 1);
    add_known("a/x", "t", 1);
    add_known("a/x", "s", 1);
    baseline_sort(&baseline);
    TEST_TEXT(baseline.entries[0]->identity, "a/x\ns");
    TEST_TEXT(baseline.entries[1]->identity, "a/x\nt");
    TEST_TEXT(baseline.entries[2]->identity, "b/x\ns");
}

/* ---- the file ---- */

static void test_writing(void)
{
    static const char *const first[] = {"a/x", "a -> b", "c", "d\""}, *const second[] = {"b/y", ""};
    static const struct known_entry entries[] = {{first, 4, 2}, {second, 2, 1}};
    struct buf text = {0};
    known_write(&text, entries, 2);
    TEST_TEXT(buf_text(&text),
              "{\"version\": 1, \"findings\": [\n"
              "{\"rule\": \"a/x\", \"subject\": \"a -> b\", \"related\": [\"c\", \"d\\\"\"], "
              "\"count\": 2},\n"
              "{\"rule\": \"b/y\"}\n"
              "]}\n");
    struct known_entry *read;
    size_t count;
    TEST_TEXT(known_read(&arena, buf_text(&text), text.length, &read, &count), NULL);
    TEST(count == 2 && read[0].part_count == 4 && read[0].count == 2 && read[1].count == 1);
    TEST_TEXT(read[0].parts[3], "d\"");
    TEST_TEXT(read[1].parts[1], "");
    buf_clear(&text);
    known_write(&text, NULL, 0);
    TEST_TEXT(known_read(&arena, buf_text(&text), text.length, &read, &count), NULL);
    TEST(count == 0);
    buf_free(&text);
}

static const char *problem_of(const char *text)
{
    struct known_entry *entries;
    size_t count;
    return known_read(&arena, text, strlen(text), &entries, &count);
}

static void test_broken_files(void)
{
    static const struct {
        const char *text, *problem;
    } cases[] = {
        {"", "is not JSON from line 1, column 0 on"},
        {"{\"version\": 1,\n secret-token", "is not JSON from line 2, column 7 on"},
        {"{\"version\":1,\"version\":1,\"findings\":[]}", "is not JSON from line 1, column 22 on"},
        {"[]", "is not a baseline: no object with a version and findings"},
        {"{\"version\":\"1\",\"findings\":[]}",
         "is not a baseline: no object with a version and findings"},
        {"{\"version\":1}", "is not a baseline: no object with a version and findings"},
        {"{\"version\":2,\"findings\":[]}", "is of version 2; this program reads 1"},
        {"{\"version\":1,\"findings\":[{\"rule\":\"a\"},7]}",
         "is not a baseline: finding 2, rule: a text is wanted"},
        {"{\"version\":1,\"findings\":[{\"rule\":\"\"}]}",
         "is not a baseline: finding 1, rule: a text is wanted"},
        {"{\"version\":1,\"findings\":[{\"rule\":\"a\",\"subject\":1}]}",
         "is not a baseline: finding 1, subject: a text is wanted"},
        {"{\"version\":1,\"findings\":[{\"rule\":\"a\",\"related\":[1]}]}",
         "is not a baseline: finding 1, related: a list of texts is wanted"},
        {"{\"version\":1,\"findings\":[{\"rule\":\"a\",\"count\":0}]}",
         "is not a baseline: finding 1, count: a number from 1 to 1000000 is wanted"},
        {"{\"version\":1,\"findings\":[{\"rule\":\"a\",\"more\":{}}]}", NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        TEST_TEXT(problem_of(cases[i].text), cases[i].problem);
}

/* A text of lists, each of two bytes and 128 as a value; and one that is too deep. */
static void test_files_that_grow(void)
{
    enum { SIZE = 6 * 1024 * 1024 };
    struct buf text = {0};
    buf_add_text(&text, "[[]");
    while (text.length < SIZE)
        buf_add_text(&text, ",[]");
    buf_add_char(&text, ']');
    TEST_TEXT(problem_of(buf_text(&text)), "has more values than a baseline can have");
    buf_clear(&text);
    buf_add_repeated(&text, '[', 100000);
    TEST_TEXT(problem_of(buf_text(&text)), "is not JSON from line 1, column 2049 on");
    buf_clear(&text);
    buf_add_repeated(&text, ' ', KNOWN_MOST_BYTES + 1);
    TEST_TEXT(problem_of(buf_text(&text)), "is larger than 8 MiB");
    buf_free(&text);
}

int main(void)
{
    test_lines_and_numbers_do_not_count();
    test_rule_subject_and_related_entities_count();
    test_related_entities_are_a_set();
    test_hostile_names();
    test_known_ones_go_and_new_ones_stay();
    test_entries_said_twice_add_up();
    test_suppressed_ones_are_not_known();
    test_entries_are_sorted();
    test_writing();
    test_broken_files();
    test_files_that_grow();
    start();
    return test_done();
}
