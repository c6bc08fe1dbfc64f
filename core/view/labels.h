/* The words of a picture. Results live in the arena. */
#ifndef LUNETTE_VIEW_LABELS_H
#define LUNETTE_VIEW_LABELS_H

#include "base/arena.h"
#include "lunette/model.h"

/* The name, or "unnamed": a wrong model is drawn as well. */
const char *labels_name(const struct lunette_item *item);

/* The text on one line, blanks joined, cut to so many characters with "…"; NULL for NULL or
 * blank. */
char *labels_cut(struct arena *arena, const char *text, size_t columns);

/* The texts that are neither NULL nor empty with `separator` between them; NULL when there is
 * none. */
char *labels_join(struct arena *arena, const char *separator, const char *const *texts,
                  size_t count);

/* "99.9 %" */
char *labels_percent(struct arena *arena, double ratio);

/* "step-12": a number behind what stands before it. */
char *labels_number(struct arena *arena, const char *before, size_t number);

/* "1 service", "12 services": `many` is the plural. NULL when there is none. */
char *labels_count(struct arena *arena, size_t count, const char *one, const char *many);

/* "3–12", "3", "≥3", "≤12": either may be unset; NULL when both are. */
char *labels_range(struct arena *arena, int64_t least, int64_t most);

/* "200 ms"; NULL for NAN. */
char *labels_duration(struct arena *arena, double ms);

/* "200 ms ×2": the time one try may take and how many there are; NULL when nothing says so. */
char *labels_patience(struct arena *arena, const struct lunette_dependency *call);

/* Of an rpc the method alone, of a long path both ends: "GET /api/…/{id}"; NULL for NULL, blank and
 * "*". */
char *labels_operation(struct arena *arena, const char *text);

/* "POST /orders +2 · 200 ms ×2"; NULL when the model says nothing of it. */
char *labels_call(struct arena *arena, const struct lunette_dependency *call);

/* "core", "supporting", "generic"; NULL when unsaid. */
const char *labels_subdomain(enum lunette_subdomain subdomain);

/* "critical", "high", "medium", "low"; NULL when unsaid. */
const char *labels_criticality(enum lunette_criticality criticality);

/* "PII", "confidential", "internal", "public"; NULL when unsaid. */
const char *labels_classification(enum lunette_classification classification);

/* "istio"; NULL when unsaid. */
const char *labels_mesh(enum lunette_mesh_type type);

/* "owner checkout"; NULL when nobody is named. */
char *labels_owner(struct arena *arena, const struct lunette_ref *owner);

/* The text as part of an id or a file name: runs of characters other than letters, digits, "_" and
 * "." become one "-"; at most 120 characters, "x" when nothing is left. */
char *labels_slug(struct arena *arena, const char *text);

/* Characters, not bytes. */
size_t labels_width(const char *text);

#endif
