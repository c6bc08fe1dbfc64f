/* SARIF 2.1.0 (OASIS, 2020 with errata 01), within what GitHub's code scanning takes of it: its limits are those
 * of docs.github.com, "SARIF support for code scanning", November 2025. */
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "report/fingerprint.h"
#include "report/markdown_text.h"
#include "report/report.h"
#include "report/words.h"

enum {
    MOST_RESULTS = 25000, /* of one run; more, and GitHub refuses the file */
    MOST_RELATED = 100,      /* places of one result that GitHub stores */
    MOST_DESCRIPTION = 1024, /* characters of a rule's short and full description */
    MOST_MESSAGE = 4000,     /* our own: a finding is to be read */
};

struct sarif {
    const struct report_options *options;
    struct map seen;     /* identities, for those that are equal */
    size_t *rule_number; /* by options->rules: among those written, from 1; 0: not written */
};

/* ---- text ---- */

/* `](` would make a link of the words before it, in a message as anywhere: a blank between them does not. */
static void add_plain(struct buf *out, const char *text)
{
    struct buf cut = {0};
    words_add_cut(&cut, text, MOST_MESSAGE);
    for (const char *at = buf_text(&cut); *at; at++) {
        buf_add_char(out, *at);
        if (at[0] == ']' && at[1] == '(')
            buf_add_char(out, ' ');
    }
    buf_free(&cut);
}

/* Help that the rule says already stands with the rule; NULL: there is none. */
static json_t *message_value(const char *message, const char *help)
{
    struct buf text = {0};
    add_plain(&text, message);
    if (help) {
        buf_add_text(&text, "\nhelp: ");
        add_plain(&text, help);
    }
    json_t *object = json_object();
    value_set_text(object, "text", buf_text(&text));
    buf_free(&text);
    return object;
}

static void set_description(json_t *object, const char *key, const char *text)
{
    if (!text)
        return;
    json_t *value = json_object();
    json_object_set_new(value, "text", words_value_cut(text, MOST_DESCRIPTION));
    json_object_set_new(object, key, value);
}

/* ---- rules ---- */

static const char *level_word(enum lunette_severity severity)
{
    return severity < LUNETTE_NOTE ? "none" : report_severity_word(severity);
}

/* An example ends with its line, a sentence does not. */
static void separate(struct buf *out)
{
    if (out->length)
        buf_add_text(out, out->data[out->length - 1] == '\n' ? "\n" : "\n\n");
}

static void add_paragraph(struct buf *out, const char *heading, const char *text)
{
    if (!text)
        return;
    separate(out);
    buf_printf(out, "%s%s", heading, text);
}

static void add_example(struct buf *out, const char *heading, const char *model)
{
    if (!model)
        return;
    separate(out);
    buf_printf(out, "**%s**\n\n", heading);
    markdown_add_code(out, "lua", model);
}

static json_t *help_value(const struct report_rule *rule)
{
    struct buf text = {0}, markdown = {0};
    add_paragraph(&text, "", rule->rationale ? rule->rationale : rule->summary);
    add_paragraph(&text, "What to do: ", rule->help);
    add_paragraph(&text, "Bad:\n\n", rule->bad);
    add_paragraph(&text, "Good:\n\n", rule->good);
    markdown_add_text(&markdown, rule->rationale ? rule->rationale : rule->summary);
    if (rule->help) {
        buf_add_text(&markdown, "\n\n**What to do:** ");
        markdown_add_text(&markdown, rule->help);
    }
    add_example(&markdown, "Bad", rule->bad);
    add_example(&markdown, "Good", rule->good);
    json_t *object = json_object();
    value_set_text(object, "text", buf_text(&text));
    value_set_text(object, "markdown", buf_text(&markdown));
    buf_free(&text);
    buf_free(&markdown);
    return object;
}

static json_t *rule_value(const struct report_rule *rule)
{
    json_t *object = json_object(), *configuration = json_object(), *tags = json_array();
    struct buf family = {0};
    value_set_text(object, "id", rule->id);
    set_description(object, "shortDescription", rule->summary);
    set_description(object, "fullDescription", rule->rationale ? rule->rationale : rule->summary);
    if (rule->rationale || rule->summary)
        json_object_set_new(object, "help", help_value(rule));
    value_set_text(configuration, "level", level_word(rule->severity));
    json_object_set_new(object, "defaultConfiguration", configuration);
    buf_add(&family, rule->id, strcspn(rule->id, "/"));
    json_array_append_new(tags, value_text(buf_text(&family)));
    json_object_set_new(object, "properties", json_pack("{s:o}", "tags", tags));
    buf_free(&family);
    return object;
}

/* Only rules that found something: a file holds one run, and a hundred rules are most of it. */
static json_t *rules_value(struct sarif *sarif, const struct diag *diag)
{
    const struct report_options *options = sarif->options;
    json_t *list = json_array();
    for (size_t i = 0; i < diag->count; i++) {
        const struct report_rule *rule = report_find_rule(options, diag->findings[i]->rule);
        if (rule)
            sarif->rule_number[rule - options->rules] = 1;
    }
    for (size_t i = 0; i < options->rule_count; i++) {
        if (!sarif->rule_number[i])
            continue;
        json_array_append_new(list, rule_value(&options->rules[i]));
        sarif->rule_number[i] = json_array_size(list);
    }
    return list;
}

static json_t *tool_value(struct sarif *sarif, const struct diag *diag)
{
    json_t *driver = json_object();
    value_set_text(driver, "name", "Lunette");
    value_set_text(driver, "semanticVersion", sarif->options->version);
    json_object_set_new(driver, "rules", rules_value(sarif, diag));
    return json_pack("{s:o}", "driver", driver);
}

/* ---- places ---- */

/* A relative reference, or file:// for a path from the root; percent-encoded after RFC 3986: a colon, too, which
 * in the first segment would be read as the end of a scheme. */
static json_t *uri_value(const char *path)
{
    struct buf uri = {0};
    buf_add_text(&uri, path[0] == '/' ? "file://" : "");
    for (; *path; path++) {
        unsigned char c = (unsigned char)*path;
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     strchr("-._~/", c);
        if (plain)
            buf_add_char(&uri, (char)c);
        else
            buf_printf(&uri, "%%%02X", c);
    }
    json_t *value = value_text(buf_text(&uri));
    buf_free(&uri);
    return value;
}

/* GitHub wants a line; what concerns the whole file is shown at its first. */
static json_t *region_value(const struct source_span *span)
{
    if (!span->line)
        return json_pack("{s:i}", "startLine", 1);
    return json_pack("{s:I, s:I, s:I, s:I}", "startLine", (json_int_t)span->line, "startColumn",
                     (json_int_t)span->column, "endLine", (json_int_t)span->end_line, "endColumn",
                     (json_int_t)span->end_column);
}

static json_t *physical_value(const struct sarif *sarif, const struct finding_place *place)
{
    return json_pack("{s:{s:o}, s:o}", "artifactLocation", "uri",
                     uri_value(words_file(sarif->options, place)), "region",
                     region_value(&place->span));
}

/* A result has to have a place. */
static json_t *locations_value(const struct sarif *sarif, const struct lunette_finding *finding)
{
    struct finding_place main = {.path = sarif->options->main_file};
    const struct finding_place *place = &finding->place;
    if (!place->path[0] && !main.path)
        return json_array();
    json_t *location = json_object();
    json_object_set_new(location, "physicalLocation",
                        physical_value(sarif, place->path[0] ? place : &main));
    if (finding->subject)
        json_object_set_new(location, "logicalLocations",
                            json_pack("[{s:o}]", "fullyQualifiedName",
                                      words_value_cut(finding->subject, MOST_DESCRIPTION)));
    return json_pack("[o]", location);
}

static json_t *related_value(const struct sarif *sarif, const struct finding_related *other)
{
    json_t *list = json_array();
    for (json_int_t id = 1; other && id <= MOST_RELATED; other = other->next) {
        if (!other->place.path[0])
            continue;
        json_t *location = json_object();
        json_object_set_new(location, "id", json_integer(id++));
        json_object_set_new(location, "physicalLocation", physical_value(sarif, &other->place));
        json_object_set_new(location, "message", message_value(other->message, NULL));
        json_array_append_new(list, location);
    }
    return list;
}

/* ---- results ---- */

static json_t *fingerprints_value(struct sarif *sarif, const char *identity)
{
    char fingerprint[FINGERPRINT_SIZE];
    fingerprint_write(fingerprint, identity);
    return json_pack(
        "{s:o}", "lunetteEntities/v1",
        json_sprintf("%s:%zu", fingerprint, map_count(&sarif->seen, identity)));
}

static json_t *suppressions_value(const struct lunette_finding *finding)
{
    json_t *suppression = json_object();
    value_set_text(suppression, "kind", "inSource");
    value_set_text(suppression, "status", "accepted");
    value_set_text(suppression, "justification", finding->reason);
    return json_pack("[o]", suppression);
}

static void set_rule(json_t *object, const struct sarif *sarif, const char *id,
                     const struct report_rule *rule)
{
    size_t number = rule ? sarif->rule_number[rule - sarif->options->rules] : 0;
    value_set_text(object, "ruleId", id);
    if (number)
        json_object_set_new(object, "ruleIndex", json_integer((json_int_t)number - 1));
}

static json_t *result_value(struct sarif *sarif, const struct lunette_finding *finding,
                            const char *identity)
{
    json_t *object = json_object();
    const struct report_rule *rule = report_find_rule(sarif->options, finding->rule);
    bool is_said = rule && rule->help && finding->help && strcmp(rule->help, finding->help) == 0;
    set_rule(object, sarif, finding->rule, rule);
    value_set_text(object, "level", level_word(finding->severity));
    json_object_set_new(object, "message",
                        message_value(finding->message, is_said ? NULL : finding->help));
    json_object_set_new(object, "locations", locations_value(sarif, finding));
    json_t *related = related_value(sarif, finding->related);
    if (json_array_size(related))
        json_object_set(object, "relatedLocations", related);
    json_decref(related);
    if (identity)
        json_object_set_new(object, "partialFingerprints", fingerprints_value(sarif, identity));
    if (finding->suppressed)
        json_object_set_new(object, "suppressions", suppressions_value(finding));
    return object;
}

static size_t rank(const struct lunette_finding *finding)
{
    return finding->suppressed ? 0 : finding->severity;
}

/* How many of each rank fit in, the gravest first. Returns how many do not. */
static size_t share_room(const struct diag *diag, size_t room[LUNETTE_ERROR + 1])
{
    size_t left = MOST_RESULTS, out = 0;
    for (size_t i = 0; i < diag->count; i++)
        room[rank(diag->findings[i])]++;
    for (size_t i = LUNETTE_ERROR + 1; i-- > 0;) {
        size_t taken = room[i] < left ? room[i] : left;
        out += room[i] - taken;
        left -= taken;
        room[i] = taken;
    }
    return out;
}

static json_t *results_value(struct sarif *sarif, const struct diag *diag, size_t *left_out)
{
    json_t *list = json_array();
    size_t room[LUNETTE_ERROR + 1] = {0};
    *left_out = share_room(diag, room);
    for (size_t i = 0; i < diag->count; i++) {
        const struct lunette_finding *finding = diag->findings[i];
        const char *const *identities = sarif->options->identities;
        if (!room[rank(finding)])
            continue;
        room[rank(finding)]--;
        json_array_append_new(list,
                              result_value(sarif, finding, identities ? identities[i] : NULL));
    }
    return list;
}

/* ---- the run ---- */

static json_t *invocations_value(const struct report_options *options, size_t left_out)
{
    json_t *invocation = json_object();
    json_object_set_new(invocation, "executionSuccessful", json_boolean(!options->unread));
    if (left_out) {
        json_t *text =
            json_sprintf("%zu results were left out: a run holds %d", left_out, MOST_RESULTS);
        json_object_set_new(
            invocation, "toolExecutionNotifications",
            json_pack("[{s:s, s:{s:o}}]", "level", "warning", "message", "text", text));
    }
    return json_pack("[o]", invocation);
}

/* Several models of one repository are kept apart by it. */
static json_t *automation_value(const struct report_options *options)
{
    struct finding_place model = {.path = options->model ? options->model : ""};
    struct buf id = {0};
    buf_printf(&id, "lunette/%s/", words_file(options, &model));
    json_t *object = json_object();
    value_set_text(object, "id", buf_text(&id));
    buf_free(&id);
    return object;
}

void report_write_sarif(struct buf *out, const struct diag *diag,
                        const struct report_summary *summary, const struct report_options *options)
{
    (void)summary;
    size_t left_out, size = (options->rule_count + 1) * sizeof(size_t);
    struct sarif sarif = {.options = options, .rule_number = mem_alloc(size)};
    memset(sarif.rule_number, 0, size);
    json_t *run = json_object(), *root = json_object();
    json_object_set_new(run, "tool", tool_value(&sarif, diag));
    json_object_set_new(run, "automationDetails", automation_value(options));
    json_object_set_new(run, "columnKind", json_string("unicodeCodePoints"));
    json_t *results = results_value(&sarif, diag, &left_out);
    json_object_set_new(run, "invocations", invocations_value(options, left_out));
    json_object_set_new(run, "results", results);
    value_set_text(root, "$schema",
                   "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
                   "sarif-schema-2.1.0.json");
    value_set_text(root, "version", "2.1.0");
    json_object_set_new(root, "runs", json_pack("[o]", run));
    map_free(&sarif.seen);
    mem_free(sarif.rule_number);
    value_add_document(out, root);
}
