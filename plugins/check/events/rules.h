/* The rules of events/, in the order of their table. */
#ifndef LUNETTE_PLUGINS_CHECK_EVENTS_RULES_H
#define LUNETTE_PLUGINS_CHECK_EVENTS_RULES_H

#include "lunette/plugin.h"

/* ends.c: who publishes and who consumes */
extern const struct lunette_rule rule_no_producer;
extern const struct lunette_rule rule_no_consumer;
extern const struct lunette_rule rule_events_many_owners;

/* contract.c: what an event holds */
extern const struct lunette_rule rule_schema_mismatch;
extern const struct lunette_rule rule_missing_schema;

/* loop.c */
extern const struct lunette_rule rule_loop;

/* dead_letter.c: where messages go that cannot be handled */
extern const struct lunette_rule rule_missing_dead_letter;
extern const struct lunette_rule rule_dead_letter_is_source;
extern const struct lunette_rule rule_dead_letter_unread;

/* topic.c: how a topic is kept */
extern const struct lunette_rule rule_replication_low;
extern const struct lunette_rule rule_ordering_without_key;

/* group.c: who shares the work */
extern const struct lunette_rule rule_consumers_exceed_partitions;
extern const struct lunette_rule rule_shared_group;

#endif
