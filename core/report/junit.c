/* JUnit XML as CI servers read it: a suite for each family of rules, a case for each rule that found nothing
 * and for each finding. A case fails exactly where the run does: below the threshold it passes and says what
 * was found; suppressed ones are skipped. */
#include <string.h>

#include "base/intern.h"
#include "base/map.h"
#include "report/fingerprint.h"
#include "report/groups.h"
#include "report/report.h"
#include "report/words.h"
#include "report/xml.h"

enum { MOST_NAME = 200, MOST_MESSAGE = 1000, MOST_STORY = 8000 };

struct junit {
    const struct report_options *options;
    enum lunette_severity fail_on;
    struct arena arena;
    struct intern names; /* "rule\nname" of the cases so far: a name means one case */
    struct map seen;
    struct buf suites, cases; /* those written; the cases of the current suite */
    const char *family;       /* of the current suite, so many bytes of an id; NULL: none yet */
    size_t family_length;
    size_t tests, failures, skipped;             /* of the current suite */
    size_t all_tests, all_failures, all_skipped; /* of those before */
};

static void add_counts(struct buf *out, size_t tests, size_t failures, size_t skipped)
{
    buf_printf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\"", tests, failures,
               skipped);
}

static void end_suite(struct junit *junit)
{
    if (!junit->family)
        return;
    struct buf name = {0};
    buf_add(&name, junit->family, junit->family_length);
    buf_add_text(&junit->suites, " <testsuite");
    xml_add_attribute(&junit->suites, "name", buf_text(&name), MOST_NAME);
    add_counts(&junit->suites, junit->tests, junit->failures, junit->skipped);
    buf_add_text(&junit->suites, ">\n");
    buf_add(&junit->suites, junit->cases.data, junit->cases.length);
    buf_add_text(&junit->suites, " </testsuite>\n");
    buf_free(&name);
    buf_clear(&junit->cases);
    junit->all_tests += junit->tests;
    junit->all_failures += junit->failures;
    junit->all_skipped += junit->skipped;
    junit->tests = junit->failures = junit->skipped = 0;
}

/* Rules come sorted: a family is complete when the next begins. */
static void enter_family(struct junit *junit, const char *rule)
{
    size_t length = strcspn(rule, "/");
    if (junit->family && junit->family_length == length && memcmp(junit->family, rule, length) == 0)
        return;
    end_suite(junit);
    junit->family = rule;
    junit->family_length = length;
}

static void begin_case(struct junit *junit, const char *rule, const char *name)
{
    struct buf full = {0};
    buf_printf(&full, "%s\n", rule);
    words_add_cut(&full, name, MOST_NAME);
    const char *interned = intern_bytes(&junit->names, full.data, full.length);
    size_t occurrence = map_count(&junit->seen, interned);
    if (occurrence > 1)
        buf_printf(&full, " (%zu)", occurrence);
    buf_add_text(&junit->cases, "  <testcase");
    xml_add_attribute(&junit->cases, "classname", rule, MOST_NAME);
    xml_add_attribute(&junit->cases, "name", full.data + strlen(rule) + 1, SIZE_MAX);
    buf_free(&full);
    junit->tests++;
}

static void add_place(struct junit *junit, const struct finding_place *place)
{
    if (!place->path[0])
        return;
    xml_add_attribute(&junit->cases, "file", words_file(junit->options, place), MOST_MESSAGE);
    if (place->span.line)
        buf_printf(&junit->cases, " line=\"%u\"", place->span.line);
}

static void add_story(struct junit *junit, const struct lunette_finding *finding)
{
    struct buf story = {0}, cut = {0};
    words_add_story(&story, junit->options, finding);
    words_add_cut(&cut, buf_text(&story), MOST_STORY);
    xml_add_text(&junit->cases, buf_text(&cut));
    buf_free(&story);
    buf_free(&cut);
}

static void add_failure(struct junit *junit, const struct lunette_finding *finding)
{
    buf_add_text(&junit->cases, "<failure");
    xml_add_attribute(&junit->cases, "message", finding->message, MOST_MESSAGE);
    xml_add_attribute(&junit->cases, "type", report_severity_word(finding->severity), MOST_NAME);
    buf_add_char(&junit->cases, '>');
    add_story(junit, finding);
    buf_add_text(&junit->cases, "</failure>");
    junit->failures++;
}

static void add_outcome(struct junit *junit, const struct lunette_finding *finding)
{
    if (finding->suppressed) {
        buf_add_text(&junit->cases, "<skipped");
        xml_add_attribute(&junit->cases, "message", finding->reason, MOST_MESSAGE);
        buf_add_text(&junit->cases, "/>");
        junit->skipped++;
    } else if (finding->severity >= junit->fail_on) {
        add_failure(junit, finding);
    } else {
        buf_add_text(&junit->cases, "<system-out>");
        add_story(junit, finding);
        buf_add_text(&junit->cases, "</system-out>");
    }
}

static void add_finding(struct junit *junit, const struct lunette_finding *finding)
{
    bool has_subject = finding->subject && finding->subject[0];
    begin_case(junit, finding->rule, has_subject ? finding->subject : finding->message);
    add_place(junit, &finding->place);
    buf_add_char(&junit->cases, '>');
    add_outcome(junit, finding);
    buf_add_text(&junit->cases, "</testcase>\n");
}

static void add_group(struct junit *junit, const struct report_group *group)
{
    enter_family(junit, group->rule);
    for (size_t i = 0; i < group->count; i++)
        add_finding(junit, group->findings[i]);
}

static void add_clean_rule(struct junit *junit, const struct report_rule *rule)
{
    enter_family(junit, rule->id);
    begin_case(junit, rule->id, rule->summary ? rule->summary : rule->id);
    buf_add_text(&junit->cases, "/>\n");
}

/* Groups and rules, both sorted by id: the groups, and between them the rules that have none. */
static void add_all(struct junit *junit, const struct report_groups *groups)
{
    size_t rule = 0, rule_count = junit->options->rule_count;
    for (size_t i = 0; i < groups->count; i++) {
        int order = -1;
        while (rule < rule_count &&
               (order = strcmp(junit->options->rules[rule].id, groups->items[i].rule)) < 0)
            add_clean_rule(junit, &junit->options->rules[rule++]);
        if (rule < rule_count && order == 0)
            rule++;
        add_group(junit, &groups->items[i]);
    }
    while (rule < rule_count)
        add_clean_rule(junit, &junit->options->rules[rule++]);
    end_suite(junit);
}

void report_write_junit(struct buf *out, const struct diag *diag,
                        const struct report_summary *summary, const struct report_options *options)
{
    (void)summary;
    struct report_groups groups = groups_make(diag, true);
    struct junit junit = {
        .options = options,
        .fail_on = options->fail_on ? options->fail_on : LUNETTE_ERROR,
    };
    junit.names.arena = &junit.arena;
    add_all(&junit, &groups);
    buf_add_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
    xml_add_attribute(out, "name", "lunette", MOST_NAME);
    add_counts(out, junit.all_tests, junit.all_failures, junit.all_skipped);
    buf_add_text(out, ">\n");
    buf_add(out, junit.suites.data, junit.suites.length);
    buf_add_text(out, "</testsuites>\n");
    buf_free(&junit.suites);
    buf_free(&junit.cases);
    map_free(&junit.seen);
    intern_free(&junit.names);
    arena_reset(&junit.arena);
    groups_free(&groups);
}
