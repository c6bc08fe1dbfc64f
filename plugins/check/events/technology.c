#include "technology.h"

#include <string.h>

struct technology {
    const char *word; /* any part of what the model says, in any case */
    unsigned traits;
};

enum {
    QUEUE = TECHNOLOGY_SHARED_QUEUE,
    ORDERED = TECHNOLOGY_ORDERED,
    OWN = TECHNOLOGY_OWN_COPIES,
    ONCE = TECHNOLOGY_AT_MOST_ONCE,
};

/* The first word that fits counts. A RabbitMQ queue may be a classic one, which has one copy on
 * purpose; NATS without JetStream and Redis without streams keep nothing. */
static const struct technology technologies[] = {
    {"rabbit", QUEUE | ORDERED | OWN},
    {"activemq", QUEUE | ORDERED | OWN},
    {"artemis", QUEUE | ORDERED | OWN},
    {"sqs", QUEUE | OWN},
    {"sns", QUEUE | OWN},
    {"eventbridge", QUEUE | OWN},
    {"pubsub", QUEUE | OWN},
    {"pub/sub", QUEUE | OWN},
    {"servicebus", QUEUE | OWN},
    {"service bus", QUEUE | OWN},
    {"service-bus", QUEUE | OWN},
    {"kinesis", OWN},
    {"eventhub", OWN},
    {"event hub", OWN},
    {"event-hub", OWN},
    {"jetstream", QUEUE | ORDERED},
    {"nats", QUEUE | ORDERED | OWN | ONCE},
    {"redis stream", QUEUE | ORDERED | OWN},
    {"redis-stream", QUEUE | ORDERED | OWN},
    {"redis", QUEUE | ORDERED | OWN | ONCE},
};

unsigned technology_traits(const struct lunette_topic *topic)
{
    const struct lunette_broker *broker = (const struct lunette_broker *)topic->broker.to;
    if (!broker || !broker->technology)
        return 0;
    for (size_t i = 0; i < sizeof technologies / sizeof *technologies; i++)
        if (strcasestr(broker->technology, technologies[i].word))
            return technologies[i].traits;
    return 0;
}
