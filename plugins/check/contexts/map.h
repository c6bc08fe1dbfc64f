/* The context map: what is declared between contexts, laid against what services do.
 *
 * A relationship becomes a tie. A relationship between nested contexts counts for all below them,
 * so that a tie of two parents covers what their children need of each other. Crossings of the same
 * two contexts form a group. A match says that a tie is about a group, and whether the group runs
 * the way the tie says. */
#ifndef LUNETTE_PLUGINS_CHECK_CONTEXTS_MAP_H
#define LUNETTE_PLUGINS_CHECK_CONTEXTS_MAP_H

#include "crossing.h"
#include "lunette/diag.h"
#include "lunette/model.h"

/* A relationship between two different contexts, both of them known. */
struct tie {
    const struct lunette_relationship *by;
    const struct lunette_context *upstream;   /* of a symmetric one, the end named first */
    const struct lunette_context *downstream; /* of a symmetric one, the end named second */
    bool symmetric;
    size_t along;   /* crossings that run its way */
    size_t against; /* crossings that run the other way and that no tie covers */
    const struct match *matches;
    size_t match_count;
};

struct group {
    const struct lunette_context *upstream;
    const struct lunette_context *downstream;
    const struct crossing *crossings;
    size_t count;
    bool either_way;
    size_t demands;             /* crossings that ask for a relationship: all but shared stores */
    bool kin;                   /* one context lies inside the other */
    bool covered;               /* some tie runs its way */
    bool reversed;              /* not covered, and reported as a tie's wrong direction */
    bool translated;            /* some tie about it has a translation */
    const struct tie *opposite; /* a tie that runs the other way; NULL: none */
};

struct match {
    struct tie *tie;
    struct group *group;
    bool along;
    bool swapped; /* the group's upstream is the tie's downstream; not told of symmetric ties */
};

struct context_map {
    const struct lunette_model *model;
    struct lunette_reporter *reporter;
    struct tie *ties; /* sorted by upstream context, then as declared */
    size_t tie_count;
    struct group *groups; /* sorted as crossings are */
    size_t group_count;
};

/* Only the ties, not `along`, `against` and matches, which map_build fills in: cheap. Made once in a run. */
struct context_map map_ties(struct lunette_reporter *reporter);

/* All of it, made once in a run. */
struct context_map map_build(struct lunette_reporter *reporter);

/* Whether any relationship of the model has this pattern. */
bool map_has_pattern(const struct lunette_model *model, enum lunette_relation pattern);

/* Whether the relationship has no upstream: by its pattern, or by the way it is written. */
bool map_is_symmetric(const struct lunette_relationship *relationship);

/* Whether the relationship stands between the two languages: an anticorruption layer, or a
 * published language that both translate to. */
bool map_is_translated(const struct lunette_relationship *relationship);

/* For each context, by its number, whether it or a context inside it has a service. */
const bool *map_find_occupied(const struct lunette_model *model, struct lunette_reporter *reporter);

/* Crossings that a finding rests on. */
struct evidence {
    const struct crossing **items;
    size_t count;
};

/* Those of `count` crossings in a row; of a tie's matches, the ones along it or those against it. */
struct evidence map_take(struct lunette_reporter *reporter, const struct crossing *crossings,
                         size_t count);
struct evidence map_gather(struct lunette_reporter *reporter, const struct tie *tie, bool along);

#endif
