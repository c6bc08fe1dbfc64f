/* What a caller falls back to. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "common/order.h"
#include "common/say.h"
#include "common/word.h"
#include "outward.h"
#include "rules.h"

/* A fallback is text. It asks a service that it names where the name cannot be another word: it has a
 * hyphen, a digit or the like in it, is all of the text, or follows one of these. */
static const char *const asking[] = {"ask", "asks", "call", "calls", "query",
                                     "use", "uses", "via",  NULL};

struct word {
    const char *start;
    size_t length;
};

static bool is_of_name(char character)
{
    return isalnum((unsigned char)character) || strchr("-_.", character);
}

static bool is_plain(const struct word *word)
{
    for (size_t i = 0; i < word->length; i++)
        if (!isalpha((unsigned char)word->start[i]))
            return false;
    return true;
}

/* The next word of a text, without a full stop behind it; false at its end. */
static bool next_word(const char **text, struct word *word)
{
    while (**text && !is_of_name(**text))
        ++*text;
    word->start = *text;
    while (**text && is_of_name(**text))
        ++*text;
    word->length = (size_t)(*text - word->start);
    while (word->length > 1 && word->start[word->length - 1] == '.')
        word->length--;
    return word->length > 0;
}

/* ---- which service a fallback asks ---- */

static int by_name(const void *left, const void *right)
{
    return strcmp((*(const struct lunette_service *const *)left)->item.name,
                  (*(const struct lunette_service *const *)right)->item.name);
}

static int word_to_name(const void *left, const void *right)
{
    const struct word *word = left;
    const char *name = (*(const struct lunette_service *const *)right)->item.name;
    int order = strncmp(word->start, name, word->length);
    return order ? order : name[word->length] == '\0' ? 0 : -1;
}

static const struct lunette_service **sort_services(const struct lunette_model *model,
                                                    struct lunette_reporter *reporter)
{
    size_t count = model->services.count;
    const struct lunette_service **sorted = reporter->alloc(reporter, count, sizeof *sorted);
    memcpy(sorted, model->services.items, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_name);
    return sorted;
}

/* All services, by name. */
struct search {
    const struct lunette_service **services;
    size_t count;
};

static const struct lunette_service *find_service(const struct search *search,
                                                  const struct word *word)
{
    const struct lunette_service **found =
        bsearch(word, search->services, search->count, sizeof *search->services, word_to_name);
    return found ? *found : NULL;
}

/* The first service that the fallback asks; NULL: none. The caller asks nobody when it names itself, and a
 * fallback may tell of its target ("what payment-service said last") without asking it. */
static const struct lunette_service *find_asked(const struct search *search,
                                                const struct lunette_dependency *call)
{
    const char *text = call->fallback;
    struct word word = {text, strlen(text)}, last = {text, 0};
    const struct lunette_service *whole = find_service(search, &word);
    if (whole)
        return &whole->item == call->item.owner ? NULL : whole;
    for (; next_word(&text, &word); last = word) {
        const struct lunette_service *service = find_service(search, &word);
        bool is_asked = word_is_among(last.start, last.length, asking) ||
                        !(is_plain(&word) || service == call->callee);
        if (service && is_asked && &service->item != call->item.owner)
            return service;
    }
    return NULL;
}

/* ---- resilience/fallback-same-dependency ---- */

/* A call whose fallback asks a service. */
struct resort {
    const struct lunette_service *asked;
    const struct lunette_dependency *call;
};

static int by_asked(const void *left, const void *right)
{
    const struct resort *a = left, *b = right;
    int order = order_numbers(a->asked->item.number, b->asked->item.number);
    return order ? order : order_numbers(a->call->item.number, b->call->item.number);
}

static size_t find_resorts(const struct lunette_model *model, struct lunette_reporter *reporter,
                           struct resort **resorts)
{
    struct search search = {NULL, model->services.count};
    size_t count = 0;
    for (size_t i = 0; i < model->dependencies.count; i++) {
        const struct lunette_dependency *call = model->dependencies.items[i];
        if (!call->fallback || outward_node_of_target(model, call) == UINT32_MAX)
            continue;
        if (!search.services) {
            search.services = sort_services(model, reporter);
            *resorts = reporter->alloc(reporter, model->dependencies.count, sizeof **resorts);
        }
        const struct lunette_service *asked = find_asked(&search, call);
        if (asked)
            (*resorts)[count++] = (struct resort){asked, call};
    }
    return count;
}

/* Who needs whom: hard calls, to foreign systems, too. And what one service was found to need. */
struct needs {
    const struct lunette_model *model;
    struct outward calls;
    uint32_t from;  /* that service */
    uint32_t *seen; /* by node: from and 1, if it is needed */
    uint32_t *by;   /* by node that is needed: the edge by which it was reached first */
    uint32_t *queue;
};

static struct needs build_needs(const struct lunette_model *model,
                                struct lunette_reporter *reporter)
{
    struct needs needs = {.model = model, .calls = outward_build(model, reporter)};
    size_t nodes = needs.calls.graph.node_count;
    needs.seen = reporter->alloc(reporter, nodes, sizeof *needs.seen);
    needs.by = reporter->alloc(reporter, nodes, sizeof *needs.by);
    needs.queue = reporter->alloc(reporter, nodes, sizeof *needs.queue);
    return needs;
}

static bool is_needed(const struct needs *needs, uint32_t node)
{
    return needs->seen[node] == needs->from + 1;
}

/* Breadth first; what is remembered of the service before is no longer so. Allocates nothing, for there may
 * be as many fallbacks as services. */
static void find_needs(struct needs *needs, const struct lunette_service *of)
{
    const struct lunette_graph *graph = &needs->calls.graph;
    size_t count = 0;
    needs->from = of->item.number;
    needs->seen[needs->from] = needs->from + 1;
    needs->queue[count++] = needs->from;
    for (size_t i = 0; i < count; i++) {
        uint32_t node = needs->queue[i];
        for (uint32_t edge = graph->first[node]; edge < graph->first[node + 1]; edge++) {
            uint32_t to = graph->to[edge];
            if (is_needed(needs, to) || !lunette_is_hard(needs->calls.calls[edge]))
                continue;
            needs->seen[to] = needs->from + 1;
            needs->by[to] = edge;
            needs->queue[count++] = to;
        }
    }
}

/* The calls from the service at hand to a node that it needs, in order. */
static size_t trace(const struct needs *needs, struct lunette_reporter *reporter, uint32_t node,
                    const struct lunette_dependency ***calls)
{
    size_t length = 0;
    for (uint32_t at = node; at != needs->from;
         at = needs->calls.calls[needs->by[at]]->item.owner->number)
        length++;
    *calls = reporter->alloc(reporter, length, sizeof **calls);
    for (size_t i = length; i > 0; i--) {
        (*calls)[i - 1] = needs->calls.calls[needs->by[node]];
        node = (*calls)[i - 1]->item.owner->number;
    }
    return length;
}

static void report_same(const struct needs *needs, struct lunette_reporter *reporter,
                        const struct resort *resort)
{
    const struct lunette_dependency *call = resort->call, **calls;
    const char *target = outward_target_name(call);
    size_t length = trace(needs, reporter, outward_node_of_target(needs->model, call), &calls);
    const char *what = length == 0 ? "the same"
                                   : say_format(reporter, "what needs the same: %s",
                                                outward_say_chain(reporter, calls, length));
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(call, "fallback"),
        "when %s cannot reach %s, it falls back to %s", call->item.owner->name, target, what);
    reporter->label(finding, "asks %s", resort->asked->item.name);
    reporter->subject(finding, "%s -> %s", call->item.owner->name, call->to.name);
    say_relate_many_calls(reporter, finding, calls, length);
}

static void check_fallback_same_dependency(const struct lunette_model *model,
                                           struct lunette_reporter *reporter)
{
    struct resort *resorts = NULL;
    size_t count = find_resorts(model, reporter, &resorts);
    if (count == 0)
        return;
    qsort(resorts, count, sizeof *resorts, by_asked);
    struct needs needs = build_needs(model, reporter);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || resorts[i].asked != resorts[i - 1].asked)
            find_needs(&needs, resorts[i].asked);
        if (is_needed(&needs, outward_node_of_target(model, resorts[i].call)))
            report_same(&needs, reporter, &resorts[i]);
    }
}

const struct lunette_rule rule_fallback_same_dependency = {
    .id = "resilience/fallback-same-dependency",
    .severity = LUNETTE_ERROR,
    .summary = "a fallback that needs the same target",
    .rationale =
        "A fallback is for the time when the target does not answer; one that leads to the same "
        "target by another way fails at the same moment, and adds load (Nygard, Release It!, ch. "
        "5; "
        "Gabrielson, Avoiding fallback in distributed systems, Amazon Builders' Library). A "
        "fallback is text: it asks a "
        "service when it is that service's name, or names one with a hyphen, a digit or the like "
        "in "
        "its name (\"report-cache\"), or says ask, call, query, use or via right before it. That "
        "service needs the target when hard calls lead from it to there; the chain is shown. "
        "Silent "
        "where the text names no service, and where it only tells of the target itself (\"what "
        "payment-service said last\").",
    .help = "fall back to what works without the target: a cache, a default, or nothing",
    .bad = "context \"shop\"\n"
           "service \"prices\" { context = \"shop\" }\n"
           "service \"price-cache\" { context = \"shop\", dependencies = { sync \"prices\" } }\n"
           "service \"orders\" { context = \"shop\", dependencies = {\n"
           "  sync \"prices\" { fallback = \"ask price-cache\" },\n"
           "} }\n",
    .good = "context \"shop\"\n"
            "service \"prices\" { context = \"shop\" }\n"
            "service \"price-cache\" { context = \"shop\", dependencies = {\n"
            "  sync \"prices\" { fallback = \"the copy of the last hour\" },\n"
            "} }\n"
            "service \"orders\" { context = \"shop\", dependencies = {\n"
            "  sync \"prices\" { fallback = \"ask price-cache\" },\n"
            "} }\n",
    .check = check_fallback_same_dependency,
};
