/* events/: who publishes and who consumes, and how messages get there. */
#include "rules.h"

#include "common/families.h"

static const struct lunette_rule *const rules[] = {
    &rule_no_producer,
    &rule_no_consumer,
    &rule_schema_mismatch,
    &rule_events_many_owners,
    &rule_missing_schema,
    &rule_loop,
    &rule_missing_dead_letter,
    &rule_dead_letter_is_source,
    &rule_dead_letter_unread,
    &rule_replication_low,
    &rule_consumers_exceed_partitions,
    &rule_shared_group,
    &rule_ordering_without_key,
    NULL,
};

const struct lunette_plugin plugin_events = {
    .abi_major = LUNETTE_ABI_MAJOR,
    .abi_minor = LUNETTE_ABI_MINOR,
    .name = "events",
    .version = "1.0.0",
    .summary = "events, and the topics and groups they go through",
    .rules = rules,
};
