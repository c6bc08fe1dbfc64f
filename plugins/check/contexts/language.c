/* contexts/term-conflict: one word, two meanings, no translation in between. */
#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

#include "common/context.h"
#include "common/order.h"
#include "map.h"
#include "rules.h"
#include "tell.h"

/* Two contexts that talk to each other, by the order of their declaration. */
struct talk {
    uint32_t earlier, later;
    const struct tie *tie;           /* NULL: not known, or none */
    const struct crossing *crossing; /* NULL: a tie alone */
};

struct talks {
    struct talk *items;
    size_t count;
};

/* A context's terms, sorted without regard to case. */
struct glossary {
    struct lunette_pair *terms;
    size_t count;
};

static void add_talk(struct talks *talks, const struct lunette_context *a,
                     const struct lunette_context *b, const struct tie *tie,
                     const struct crossing *crossing)
{
    if (a->language.count == 0 || b->language.count == 0 || context_are_kin(&a->item, &b->item))
        return;
    uint32_t one = a->item.number, two = b->item.number;
    talks->items[talks->count++] = (struct talk){.earlier = one < two ? one : two,
                                                 .later = one < two ? two : one,
                                                 .tie = tie,
                                                 .crossing = crossing};
}

static struct talks collect_talks(const struct context_map *map)
{
    struct talks talks = {.items =
                              map->reporter->alloc(map->reporter, map->group_count + map->tie_count,
                                                   sizeof(struct talk))};
    for (size_t i = 0; i < map->group_count; i++) {
        const struct group *group = &map->groups[i];
        if (group->demands > 0 && !group->translated)
            add_talk(&talks, group->upstream, group->downstream, NULL, group->crossings);
    }
    for (size_t i = 0; i < map->tie_count; i++) {
        const struct tie *tie = &map->ties[i];
        if (tie->by->pattern != LUNETTE_SEPARATE_WAYS && !map_is_translated(tie->by))
            add_talk(&talks, tie->upstream, tie->downstream, tie, NULL);
    }
    return talks;
}

static int compare_talks(const void *left, const void *right)
{
    const struct talk *a = left, *b = right;
    int order = order_numbers(a->earlier, b->earlier);
    if (order == 0)
        order = order_numbers(a->later, b->later);
    if (order == 0)
        order = !!b->crossing - !!a->crossing;
    if (order == 0)
        order = order_numbers((uintptr_t)a->crossing, (uintptr_t)b->crossing);
    return order ? order : order_numbers((uintptr_t)a->tie, (uintptr_t)b->tie);
}

static int compare_terms(const void *left, const void *right)
{
    const struct lunette_pair *a = left, *b = right;
    return strcasecmp(a->key, b->key);
}

static struct glossary *sort_glossaries(const struct lunette_model *model,
                                        struct lunette_reporter *reporter)
{
    struct glossary *glossaries =
        reporter->alloc(reporter, model->contexts.count, sizeof *glossaries);
    for (size_t i = 0; i < model->contexts.count; i++) {
        const struct lunette_map *language = &model->contexts.items[i]->language;
        struct glossary *glossary = &glossaries[i];
        glossary->count = language->count;
        glossary->terms = reporter->alloc(reporter, language->count, sizeof *glossary->terms);
        for (size_t t = 0; t < language->count; t++)
            glossary->terms[t] = language->items[t];
        if (glossary->count > 0)
            qsort(glossary->terms, glossary->count, sizeof *glossary->terms, compare_terms);
    }
    return glossaries;
}

static const char *skip_space(const char *text)
{
    while (isspace((unsigned char)*text) || *text == '.')
        text++;
    return text;
}

/* Case, spacing and full stops make no other meaning. */
static bool means_the_same(const char *a, const char *b)
{
    for (a = skip_space(a), b = skip_space(b); *a && *b;
         a = skip_space(a + 1), b = skip_space(b + 1))
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return false;
    return *a == *b;
}

static void report_conflict(const struct context_map *map, const struct talk *talk,
                            const struct lunette_pair *here, const struct lunette_pair *there)
{
    struct lunette_reporter *reporter = map->reporter;
    const struct lunette_context *earlier = map->model->contexts.items[talk->earlier];
    const struct lunette_context *later = map->model->contexts.items[talk->later];
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_key(later, "language", here->key),
        "'%s' means one thing in '%s' and another in '%s', and nothing between them translates",
        here->key, earlier->item.name, later->item.name);
    reporter->label(finding, "one meaning");
    reporter->relate(finding, lunette_at_key(earlier, "language", there->key), "the other: %s",
                     there->value);
    if (talk->crossing)
        reporter->relate(finding, tell_place(talk->crossing), "they talk: %s",
                         tell_crossing(reporter, talk->crossing));
    else
        reporter->relate(finding, lunette_at(talk->tie->by), "they are related");
}

/* Looks each term of the smaller language up in the larger. */
static void compare_languages(const struct context_map *map, const struct talk *talk,
                              const struct glossary *glossaries)
{
    const struct glossary *there = &glossaries[talk->earlier], *here = &glossaries[talk->later];
    const struct glossary *few = there->count < here->count ? there : here;
    const struct glossary *many = few == there ? here : there;
    for (size_t i = 0; i < few->count; i++) {
        const struct lunette_pair *one = &few->terms[i];
        const struct lunette_pair *two =
            bsearch(one, many->terms, many->count, sizeof *two, compare_terms);
        if (two && !means_the_same(one->value, two->value))
            report_conflict(map, talk, few == here ? one : two, few == here ? two : one);
    }
}

static bool has_languages(const struct lunette_model *model)
{
    size_t count = 0;
    for (size_t i = 0; i < model->contexts.count && count < 2; i++)
        count += model->contexts.items[i]->language.count > 0;
    return count == 2;
}

static void check_term_conflict(const struct lunette_model *model,
                                struct lunette_reporter *reporter)
{
    if (!has_languages(model))
        return;
    struct context_map map = map_build(reporter);
    struct talks talks = collect_talks(&map);
    const struct glossary *glossaries = sort_glossaries(model, reporter);
    if (talks.count > 0)
        qsort(talks.items, talks.count, sizeof *talks.items, compare_talks);
    for (size_t i = 0; i < talks.count; i++) {
        const struct talk *talk = &talks.items[i];
        if (i == 0 || talk->earlier != talk[-1].earlier || talk->later != talk[-1].later)
            compare_languages(&map, talk, glossaries);
    }
}

const struct lunette_rule rule_term_conflict = {
    .id = "contexts/term-conflict",
    .severity = LUNETTE_NOTE,
    .summary = "a term with two meanings in contexts that talk to each other without a translation",
    .rationale =
        "That a word means different things in different contexts is what contexts are for; it "
        "does "
        "harm where they meet and nobody translates (Evans, Domain-Driven Design, ch. 14, on false "
        "cognates). The rule compares the languages of contexts with a dependency or a "
        "relationship "
        "between them, unless one about both has an anticorruption layer or a published language. "
        "Case, spacing and full stops make no difference; a context may refine the terms of the "
        "one "
        "around it.",
    .help = "agree on the meaning, rename one of the two, or translate in an anticorruption layer",
    .bad = "context \"ordering\" { language = { Order = \"an intent to buy\" } }\n"
           "context \"kitchen\" { language = { Order = \"a dish to cook\" } }\n"
           "relationship { upstream = \"ordering\", downstream = \"kitchen\" }\n",
    .good = "context \"ordering\" { language = { Order = \"an intent to buy\" } }\n"
            "context \"kitchen\" { language = { Ticket = \"a dish to cook\" } }\n"
            "relationship { upstream = \"ordering\", downstream = \"kitchen\" }\n",
    .check = check_term_conflict,
};
