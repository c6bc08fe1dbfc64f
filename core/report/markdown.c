/* A comment for a review: what was found, where, and what to do, in GitHub's Markdown (GitLab's reads the same). */
#include <string.h>

#include "report/flowchart.h"
#include "report/groups.h"
#include "report/markdown_text.h"
#include "report/report.h"
#include "report/words.h"

enum {
    MOST_CHARACTERS =
        65536, /* of a comment on GitHub; counted in bytes here, of which there are more */
    KEPT_FOR_THE_END = 8192, /* the lines that close the comment */
    MOST_TABLE = 16384,
    MOST_GONE = 5,
    MOST_GONE_TEXT = 80,
    MOST_TEXT = 300, /* code points of one text of a finding, each of up to 12 bytes */
    MOST_RELATED = 5,
    MOST_OF_A_RULE = 20,
    MORE_LINE = 40,     /* bytes of the line that counts the others */
    GROUP_END = 16,     /* bytes that close a rule */
    MOST_UNFOLDED = 10, /* findings of all rules: more, and each rule is folded */
};

struct comment {
    struct buf *out;
    const struct report_options *options;
    size_t start; /* of the comment in out */
    size_t left;  /* findings that found no room */
    bool folds;
};

static void add_cut(struct buf *out, const char *text)
{
    struct buf cut = {0};
    words_add_cut(&cut, text, MOST_TEXT);
    markdown_add_text(out, buf_text(&cut));
    buf_free(&cut);
}

static void add_name_cut(struct buf *out, const char *text)
{
    struct buf cut = {0};
    words_add_cut(&cut, text, MOST_TEXT);
    markdown_add_name(out, buf_text(&cut));
    buf_free(&cut);
}

/* ---- one finding ---- */

static void add_place(struct comment *comment, struct buf *out, const char *before,
                      const struct finding_place *place)
{
    if (!place->path[0])
        return;
    struct buf words = {0};
    words_add_place(&words, comment->options, place);
    buf_add_text(out, before);
    add_name_cut(out, buf_text(&words));
    buf_free(&words);
}

static void add_related(struct comment *comment, struct buf *out,
                        const struct finding_related *other)
{
    for (size_t shown = 0; other; other = other->next, shown++) {
        if (shown == MOST_RELATED) {
            buf_add_text(out, "  - …\n");
            return;
        }
        buf_add_text(out, "  - ");
        add_cut(out, other->message);
        add_place(comment, out, ": ", &other->place);
        buf_add_char(out, '\n');
    }
}

static void add_help(struct buf *out, const char *before, const char *help)
{
    buf_add_text(out, before);
    add_cut(out, help);
    buf_add_char(out, '\n');
}

static void add_finding(struct comment *comment, struct buf *out,
                        const struct lunette_finding *finding, bool with_help)
{
    buf_printf(out, "- **%s:** ", report_severity_word(finding->severity));
    add_cut(out, finding->message);
    add_place(comment, out, "<br>", &finding->place);
    if (finding->label) {
        buf_add_char(out, ' ');
        add_cut(out, finding->label);
    }
    buf_add_char(out, '\n');
    add_related(comment, out, finding->related);
    if (finding->help && with_help)
        add_help(out, "  - *Help:* ", finding->help);
}

/* ---- findings by rule ---- */

static bool has_room(const struct comment *comment, size_t bytes)
{
    return comment->out->length - comment->start + bytes + KEPT_FOR_THE_END <= MOST_CHARACTERS;
}

static void add_group_head(struct comment *comment, struct buf *out,
                           const struct report_group *group)
{
    const struct report_rule *rule = report_find_rule(comment->options, group->rule);
    buf_add_text(out, comment->folds ? "<details><summary>" : "#### ");
    add_name_cut(out, group->rule);
    if (rule && rule->summary) {
        buf_add_text(out, ": ");
        add_cut(out, rule->summary);
    }
    buf_printf(out, " (%zu)%s\n\n", group->count, comment->folds ? "</summary>" : "");
}

/* The findings of a rule that are shown if there is room. */
struct shown_group {
    struct lunette_finding *const *findings;
    size_t count;
    bool is_done[MOST_OF_A_RULE];
    struct buf head; /* of the group, until it is written */
    size_t written;
};

static bool is_alike(const struct shown_group *group, size_t one, size_t other)
{
    const char *help = group->findings[one]->help, *second = group->findings[other]->help;
    return help && second ? strcmp(help, second) == 0 : help == second;
}

static bool write_finding(struct comment *comment, struct shown_group *group, size_t i,
                          size_t help_length)
{
    struct buf part = {0};
    add_finding(comment, &part, group->findings[i], help_length == 0);
    bool fits = has_room(comment, group->head.length + part.length + help_length + GROUP_END +
                                      MORE_LINE);
    if (fits) {
        buf_add(comment->out, group->head.data, group->head.length);
        buf_add(comment->out, part.data, part.length);
        buf_clear(&group->head);
        group->written++;
    }
    buf_free(&part);
    return fits;
}

/* Those with the help of `first`, which then stands below them, once. */
static void write_alike(struct comment *comment, struct shown_group *group, size_t first)
{
    size_t count = 0, written = 0;
    const char *text = group->findings[first]->help;
    struct buf help = {0};
    for (size_t i = first; i < group->count; i++)
        count += is_alike(group, first, i);
    if (count > 1 && text)
        add_help(&help, "\n*Help, for each of these:* ", text);
    for (size_t i = first; i < group->count; i++) {
        if (group->is_done[i] || !is_alike(group, first, i))
            continue;
        group->is_done[i] = true;
        written += write_finding(comment, group, i, help.length);
    }
    if (written && help.length) {
        buf_add(comment->out, help.data, help.length);
        buf_add_char(comment->out, '\n');
    }
    buf_free(&help);
}

/* Shows those of its findings that find room, the head with the first of them. */
static void add_group(struct comment *comment, const struct report_group *all)
{
    struct shown_group group = {
        .findings = all->findings,
        .count = all->count < MOST_OF_A_RULE ? all->count : MOST_OF_A_RULE,
    };
    add_group_head(comment, &group.head, all);
    for (size_t i = 0; i < group.count; i++)
        if (!group.is_done[i])
            write_alike(comment, &group, i);
    if (group.written && group.written < all->count)
        buf_printf(comment->out, "- … and %zu more\n", all->count - group.written);
    if (group.written)
        buf_add_text(comment->out, comment->folds ? "\n</details>\n" : "\n");
    comment->left += all->count - group.written;
    buf_free(&group.head);
}

/* ---- the whole ---- */

static void add_headline(struct comment *comment, const struct report_summary *summary)
{
    buf_add_text(comment->out, "### Lunette: ");
    if (comment->options->unread)
        buf_add_text(comment->out, "the model could not be read, ");
    report_add_counts(comment->out, summary);
    if (comment->options->model) {
        buf_add_text(comment->out, " in ");
        add_name_cut(comment->out, comment->options->model);
    }
    buf_add_text(comment->out, "\n\n");
}

static void add_table(struct comment *comment, const struct report_groups *groups)
{
    size_t row = 0;
    if (!groups->count)
        return;
    buf_add_text(comment->out, "| rule | severity | findings |\n|---|---|---:|\n");
    for (; row < groups->count && comment->out->length - comment->start < MOST_TABLE; row++) {
        buf_add_text(comment->out, "| ");
        add_name_cut(comment->out, groups->items[row].rule);
        buf_printf(comment->out, " | %s | %zu |\n", report_severity_word(groups->items[row].worst),
                   groups->items[row].count);
    }
    if (row < groups->count)
        buf_printf(comment->out, "| and %zu more rules | | |\n", groups->count - row);
    buf_add_char(comment->out, '\n');
}

static void add_gone(struct comment *comment, const struct report_baseline *baseline)
{
    struct buf words = {0};
    words_add_gone(&words, baseline);
    if (!words.length)
        return;
    add_cut(comment->out, buf_text(&words));
    buf_add_text(comment->out, "\n\n");
    size_t gone = baseline->is_foreign ? 0 : baseline->gone_count;
    for (size_t i = 0; i < gone && i < MOST_GONE; i++) {
        struct buf cut = {0};
        buf_clear(&words);
        words_add_gone_entry(&words, &baseline->gone[i]);
        words_add_cut(&cut, buf_text(&words), MOST_GONE_TEXT);
        buf_add_text(comment->out, "- ");
        markdown_add_text(comment->out, buf_text(&cut));
        buf_add_char(comment->out, '\n');
        buf_free(&cut);
    }
    buf_free(&words);
}

static void add_end(struct comment *comment, const struct report_summary *summary)
{
    const struct report_baseline *baseline = comment->options->baseline;
    if (comment->left)
        buf_printf(comment->out,
                   "\n%zu more finding%s left out here; lunette check shows them all.\n",
                   comment->left, comment->left == 1 ? " is" : "s are");
    if (summary->suppressed)
        buf_printf(comment->out, "\n%zu suppressed in the model.\n", summary->suppressed);
    if (baseline && baseline->known) {
        buf_printf(comment->out, "\n%zu known in ", baseline->known);
        add_name_cut(comment->out, baseline->file);
        buf_add_char(comment->out, '\n');
    }
    if (baseline)
        add_gone(comment, baseline);
}

void report_write_markdown(struct buf *out, const struct diag *diag,
                           const struct report_summary *summary,
                           const struct report_options *options)
{
    struct report_groups groups = groups_make(diag, false);
    struct comment comment = {
        .out = out,
        .options = options,
        .start = out->length,
        .folds = diag->count - summary->suppressed > MOST_UNFOLDED,
    };
    groups_sort_by_severity(&groups);
    add_headline(&comment, summary);
    add_table(&comment, &groups);
    flowchart_add(out, &groups);
    for (size_t i = 0; i < groups.count; i++)
        add_group(&comment, &groups.items[i]);
    add_end(&comment, summary);
    groups_free(&groups);
}
