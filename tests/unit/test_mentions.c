/* Who names an entity, in models built by hand. */
#include "cli/mentions.h"
#include "model_maker.h"
#include "test.h"

static struct lunette_service *orders, *payments;

static void add_saga(void)
{
    struct lunette_saga *saga = MAKE(saga, LUNETTE_SAGA, "pay", &model.sagas);
    saga->orchestrator = REF(payments);
    for (int i = 0; i < 2; i++) {
        struct lunette_saga_step *step = MAKE(saga_step, LUNETTE_STEP, "s", &saga->steps);
        step->item.owner = &saga->item;
        step->service = REF(payments);
    }
}

static void add_scenario(void)
{
    struct lunette_scenario *scenario = MAKE(scenario, LUNETTE_SCENARIO, "buy", &model.scenarios);
    for (int i = 0; i < 3; i++) {
        struct lunette_message *message = MAKE(message, LUNETTE_MESSAGE, NULL, &scenario->steps);
        message->item.owner = &scenario->item;
        message->from = REF(i ? orders : payments);
        message->to = REF(payments);
    }
}

static void build(void)
{
    start();
    orders = add_service("order-service", NULL);
    payments = add_service("payment-service", NULL);
    add_call(orders, payments);
    struct lunette_access *access = MAKE(access, LUNETTE_ACCESS, NULL, &model.accesses);
    access->from = refs(2, (struct lunette_ref[]){REF(orders), {name("edge"), NULL}});
    access->to = REF(payments);
    add_saga();
    add_scenario();
}

static const char *find(const struct mention *mentions, size_t count, enum lunette_kind kind)
{
    for (size_t i = 0; i < count; i++)
        if (mentions[i].by->kind == kind)
            return mentions[i].as;
    return NULL;
}

static void test_each_once(void)
{
    const struct mention *mentions;
    build();
    size_t count = mentions_find(&model, &payments->item, &arena, &mentions);
    TEST(count == 3); /* the call is told elsewhere */
    TEST_TEXT(find(mentions, count, LUNETTE_SAGA), "orchestrator, service of step");
    TEST_TEXT(find(mentions, count, LUNETTE_SCENARIO), "3 messages");
    TEST_TEXT(find(mentions, count, LUNETTE_ACCESS), "to (from order-service, edge)");
}

static void test_the_other_end(void)
{
    const struct mention *mentions;
    build();
    size_t count = mentions_find(&model, &orders->item, &arena, &mentions);
    TEST(count == 2);
    TEST_TEXT(find(mentions, count, LUNETTE_ACCESS), "from (to payment-service)");
    TEST_TEXT(find(mentions, count, LUNETTE_SCENARIO), "2 messages");
}

static void test_nobody(void)
{
    const struct mention *mentions;
    build();
    TEST(mentions_find(&model, &model.sagas.items[0]->item, &arena, &mentions) == 0);
}

int main(void)
{
    test_each_once();
    test_the_other_end();
    test_nobody();
    intern_free(&names);
    arena_reset(&arena);
    return test_done();
}
