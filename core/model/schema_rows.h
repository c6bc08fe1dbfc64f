/* How rows are written, and the tables they are spread over; private to the schema files. */
#ifndef LUNETTE_MODEL_SCHEMA_ROWS_H
#define LUNETTE_MODEL_SCHEMA_ROWS_H

#include "model/schema.h"

#define ROW(strct, member, type_, ...)                                                         \
    {.key = #member, .type = SCHEMA_##type_, .offset = offsetof(struct lunette_##strct, member), \
     __VA_ARGS__}
#define ROW_AS(strct, key_, member, type_, ...)                                              \
    {.key = (key_), .type = SCHEMA_##type_, .offset = offsetof(struct lunette_##strct, member), \
     __VA_ARGS__}
#define END_OF_ROWS {.key = NULL}
#define KINDS(...) .kinds = (const enum lunette_kind[]){__VA_ARGS__, LUNETTE_NO_KIND}
#define DOC(text) .doc = (text)
#define NEEDED .flags = SCHEMA_REQUIRED
#define FLAGS(bits) .flags = (bits)

#define TOP_KIND(id, name_, plural_, name_is_, strct, list)                            \
    .kind = LUNETTE_##id, .name = (name_), .plural = (plural_), .name_is = (name_is_), \
    .place = SCHEMA_TOP, .size = sizeof(struct lunette_##strct),                       \
    .list_offset = offsetof(struct lunette_model, list)
#define PART_KIND(id, name_, name_is_, strct)                       \
    .kind = LUNETTE_##id, .name = (name_), .name_is = (name_is_), \
    .place = SCHEMA_PART_OF, .size = sizeof(struct lunette_##strct)
#define TABLE_KIND(id, name_, strct)                      \
    .kind = LUNETTE_##id, .name = (name_), .place = SCHEMA_TABLE, \
    .size = sizeof(struct lunette_##strct)

/* Values that several kinds share. */
extern const struct schema_value schema_auths[];
extern const struct schema_value schema_severities[];

/* Ended by a row without name. */
extern const struct schema_kind schema_structure_kinds[]; /* architecture to relationship, service */
extern const struct schema_kind schema_contract_kinds[];  /* endpoints, calls, events, data */
extern const struct schema_kind schema_traffic_kinds[];   /* gateway, mesh, traffic, policies */
extern const struct schema_kind schema_operation_kinds[]; /* probes, objectives, deployment */
extern const struct schema_kind schema_behaviour_kinds[]; /* sagas, scenarios, experiments, decisions */

#endif
