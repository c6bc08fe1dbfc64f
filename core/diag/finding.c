#include "diag/finding.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static void append(struct diag *diag, struct lunette_finding *finding)
{
    diag->findings = mem_room(diag->findings, diag->count, &diag->capacity, sizeof *diag->findings);
    finding->order = diag->count;
    diag->findings[diag->count++] = finding;
}

struct lunette_finding *diag_add(struct diag *diag, const char *rule, enum lunette_severity severity,
                                 struct lunette_blame blame, const char *message)
{
    struct lunette_finding *finding = arena_new(diag->arena, struct lunette_finding);
    finding->diag = diag;
    finding->rule = rule;
    finding->severity = severity;
    finding->blame = blame;
    finding->place.path = "";
    finding->message = message;
    append(diag, finding);
    return finding;
}

struct lunette_finding *diag_vreport(struct diag *diag, const char *rule,
                                     enum lunette_severity severity, struct lunette_blame blame,
                                     const char *format, va_list args)
{
    const char *message = arena_vformat(diag->arena, format, args);
    return diag_add(diag, rule, severity, blame, message);
}

struct lunette_finding *diag_report(struct diag *diag, const char *rule,
                                    enum lunette_severity severity, struct lunette_blame blame,
                                    const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct lunette_finding *finding = diag_vreport(diag, rule, severity, blame, format, args);
    va_end(args);
    return finding;
}

/* One text of a finding, printed into its arena. */
#define PRINT_INTO(target, finding, format)                             \
    do {                                                                \
        va_list args;                                                   \
        if ((finding)->is_brief)                                        \
            break;                                                      \
        va_start(args, format);                                         \
        (target) = arena_vformat((finding)->diag->arena, format, args); \
        va_end(args);                                                   \
    } while (0)

void finding_label(struct lunette_finding *finding, const char *format, ...)
{
    PRINT_INTO(finding->label, finding, format);
}

void finding_help(struct lunette_finding *finding, const char *format, ...)
{
    PRINT_INTO(finding->help, finding, format);
}

void finding_subject(struct lunette_finding *finding, const char *format, ...)
{
    PRINT_INTO(finding->subject, finding, format);
}

void finding_relate(struct lunette_finding *finding, struct lunette_blame blame, const char *format,
                    ...)
{
    if (finding->is_brief)
        return;
    struct finding_related *related = arena_new(finding->diag->arena, struct finding_related);
    related->blame = blame;
    related->place.path = "";
    PRINT_INTO(related->message, finding, format);
    struct finding_related **end = &finding->related;
    while (*end)
        end = &(*end)->next;
    *end = related;
}

static int by_number(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare(const void *left, const void *right)
{
    const struct lunette_finding *a = *(struct lunette_finding *const *)left;
    const struct lunette_finding *b = *(struct lunette_finding *const *)right;
    int order = a->place.path == b->place.path ? 0 : strcmp(a->place.path, b->place.path);
    if (!order)
        order = by_number(a->place.span.line, b->place.span.line);
    if (!order)
        order = by_number(a->place.span.column, b->place.span.column);
    if (!order)
        order = strcmp(a->rule, b->rule);
    if (!order)
        order = strcmp(a->message, b->message);
    return order ? order : by_number(a->order, b->order);
}

void diag_sort(struct diag *diag)
{
    if (diag->count)
        qsort(diag->findings, diag->count, sizeof(struct lunette_finding *), compare);
}

bool finding_is_end(const char *subject, const char *name)
{
    static const char arrow[] = " -> ";
    const char *at = strstr(subject, arrow);
    size_t length = strlen(name);
    return at && (((size_t)(at - subject) == length && strncmp(subject, name, length) == 0) ||
                  strcmp(at + strlen(arrow), name) == 0);
}

void diag_free(struct diag *diag)
{
    mem_free(diag->findings);
    *diag = (struct diag){.arena = diag->arena};
}
