/* Selecting views, from models built by hand. */
#include "test.h"
#include "view/labels.h"
#include "view_reader.h"

/* ---- a small shop ---- */

static struct lunette_context *ordering, *billing;
static struct lunette_service *orders, *payments, *mail;
static struct lunette_dependency *pay;
static struct lunette_datastore *ledger;
static struct lunette_event *created;
static struct lunette_consumption *heard;

static void add_flow(void)
{
    struct lunette_topic *topic = MAKE(topic, LUNETTE_TOPIC, "orders", &model.topics);
    topic->partitions = 6;
    topic->replication = 3;
    created = MAKE(event, LUNETTE_EVENT, "order.created", &model.events);
    created->topic = REF(topic);
    created->item.owner = &orders->item;
    orders->publishes = refs(1, (struct lunette_ref[]){REF(created)});
    heard = consume(mail, created);
}

static void add_entrance(void)
{
    struct lunette_actor *customer = MAKE(actor, LUNETTE_ACTOR, "customer", &model.actors);
    struct lunette_gateway *gateway = MAKE(gateway, LUNETTE_GATEWAY, "api", &model.gateways);
    for (int i = 0; i < 3; i++) {
        struct lunette_route *route =
            MAKE(route, LUNETTE_ROUTE, "/very/long/path/of/orders", &gateway->routes);
        route->item.owner = &gateway->item;
        route->service = REF(orders);
    }
    struct lunette_scenario *scenario = MAKE(scenario, LUNETTE_SCENARIO, "buy", &model.scenarios);
    struct lunette_block *alt = MAKE(block, LUNETTE_ALT, "in stock", &scenario->steps);
    for (int i = 0; i < 2; i++) {
        struct lunette_message *message = MAKE(message, LUNETTE_MESSAGE, NULL, &alt->steps);
        message->from = REF(customer);
        message->to = REF(gateway);
        message->text = i ? "GET /orders" : "POST /orders";
    }
}

static void build_shop(void)
{
    start();
    model.architecture = MAKE(architecture, LUNETTE_ARCHITECTURE, "Shop", &model.architectures);
    ordering = add_context("ordering");
    ordering->subdomain = LUNETTE_SUBDOMAIN_CORE;
    ordering->owner = (struct lunette_ref){name("checkout"), NULL};
    billing = add_context("billing");
    billing->parent = REF(ordering);
    orders = add_service("order-service", ordering);
    payments = add_service("payment-service", billing);
    mail = add_service("mail", NULL);
    pay = add_call(orders, payments);
    static struct lunette_retry twice = {.max_attempts = 2};
    pay->endpoints = strings(2, (const char *[]){"POST /payments", "GET /payments"});
    pay->timeout_ms = pay->timeout_in_force_ms = 200;
    pay->retry = &twice;
    pay->attempts = 2;
    ledger = MAKE(datastore, LUNETTE_DATASTORE, "ledger", &model.datastores);
    ledger->data = LUNETTE_CLASSIFICATION_PII;
    ledger->item.owner = &payments->item;
    append(&ledger->users, payments);
    add_flow();
    add_entrance();
}

/* ---- tests ---- */

static const char *summary_of(const struct lunette_declared_view *view)
{
    const struct view_description *list;
    size_t count = view_list(&model, NULL, &arena, &list);
    for (size_t i = 0; i < count; i++)
        if (list[i].declared == view)
            return list[i].summary;
    return NULL;
}

static const char *names_listed(const struct view_wish *wish)
{
    const struct view_description *list;
    size_t count = view_list(&model, wish, &arena, &list);
    char *all = arena_format(&arena, "%s", "");
    for (size_t i = 0; i < count; i++)
        all = arena_format(&arena, "%s%s ", all, list[i].name);
    return all;
}

static const char *view_names(void)
{
    return names_listed(NULL);
}

/* The declared views among those of a list in which the built-in ones come first. */
static const char *declared_when_asked_for(const char *name)
{
    return strstr(names_listed(&(struct view_wish){&name, 1}), "scenario:buy ") + 13;
}

static void test_listing(void)
{
    start();
    TEST_TEXT(view_names(), "");
    build_shop();
    struct lunette_declared_view *money = add_view("Money & co", LUNETTE_VIEW_DEPENDENCIES);
    money->title = "Where the money goes";
    add_view("events", LUNETTE_VIEW_EVENTS);
    add_view("money:co", LUNETTE_VIEW_UNSAID);
    add_view("Money / co", LUNETTE_VIEW_CONTEXTS);
    struct lunette_declared_view *empty = add_view("empty", LUNETTE_VIEW_LANDSCAPE);
    empty->include = strings(1, (const char *[]){"nobody"});
    TEST_TEXT(view_names(), "landscape contexts dependencies data context:ordering context:billing "
                            "service:order-service service:payment-service service:mail "
                            "scenario:buy Money-co events money-co Money-co-2 ");
    TEST_TEXT(summary_of(money), "services and the calls between them");
    TEST_TEXT(declared_when_asked_for("landscape"), "");
    TEST_TEXT(declared_when_asked_for("events?x"), "events ");
    TEST_TEXT(declared_when_asked_for("Money-co-2"), "Money-co Money-co-2 ");
    TEST_TEXT(declared_when_asked_for("Money"), "");
    add_view("landscape", LUNETTE_VIEW_LANDSCAPE);
    TEST(strncmp(view_names(), "contexts ", 9) == 0);
    TEST(strstr(view_names(), "Money-co-2 landscape "));
}

static void test_summaries(void)
{
    build_shop();
    struct lunette_declared_view *view = add_view("v", LUNETTE_VIEW_UNSAID);
    view->around = REF(orders);
    TEST_TEXT(summary_of(view), "landscape: order-service and 1 step around");
    view->depth = 2;
    view->view_kind = LUNETTE_VIEW_DEPENDENCIES;
    view->include = strings(2, (const char *[]){"ordering", "bill*"});
    view->exclude = strings(1, (const char *[]){"mail"});
    view->group_by = "owner";
    TEST_TEXT(summary_of(view), "dependencies: ordering, bill*; order-service and 2 steps around; "
                                "without mail; grouped by owner");
    view->include = strings(7, (const char *[]){"ordering", "b", "c", "d", "e", "f", "g"});
    view->around = (struct lunette_ref){0};
    view->exclude = (struct lunette_strings){0};
    view->group_by = "context";
    TEST_TEXT(summary_of(view), "dependencies: ordering, b, c, d, e and 2 more");
    view->item.about = &(struct lunette_about){.description = "What the  board saw"};
    TEST_TEXT(summary_of(view), "What the board saw");
}

static void test_titles(void)
{
    build_shop();
    struct lunette_declared_view *view = add_view("contexts", LUNETTE_VIEW_CONTEXTS);
    TEST_TEXT(select_view("contexts", &defaults)->title, "Context map: Shop");
    TEST_TEXT(select_view("contexts", &defaults)->summary, "bounded contexts and how they relate");
    view->title = "Who depends on whom";
    TEST_TEXT(select_view("contexts", &defaults)->title, "Who depends on whom");
    add_view("mine", LUNETTE_VIEW_LANDSCAPE);
    TEST_TEXT(select_view("mine", &defaults)->title, "mine");
}

static void test_operations(void)
{
    static const struct {
        const char *operation, *label;
    } cases[] = {
        {"Inventory/ReserveInventory", "ReserveInventory"},
        {"shop.v1.Cart/Add", "Add"},
        {"Cart/", "Cart/"},
        {"/carts/{id}", "/carts/{id}"},
        {"GET /api/v1/orders/of/{customer_id}", "GET /api/…/{customer_id}"},
        {"GET /api/v1/long/way/{order}/{id}", "GET /api/…/{order}/{id}"},
        {"DELETE /appointments/{appointment_id}", "DELETE /appointments/…"},
        {"GET /an-endless-name-of-one-thing-alone/{id}", "GET /an-endless-name-of-o…"},
        {"take everything there is out of the cart", "take everything there is…"},
        {"\xe2\x82\xac\xe2\x82\xac/\xe2\x82\xac", "\xe2\x82\xac"},
        {" * ", NULL},
        {"", NULL},
        {NULL, NULL},
    };
    start();
    for (size_t i = 0; i < COUNT(cases); i++)
        TEST_TEXT(labels_operation(&arena, cases[i].operation), cases[i].label);
}

static void test_landscape(void)
{
    build_shop();
    const struct lunette_view *view = select_view("landscape", &defaults);
    TEST_TEXT(view->title, "Landscape: Shop");
    TEST_TEXT(box_ids(view), "actor-customer gateway-api service-order-service "
                             "service-payment-service service-mail datastore-ledger "
                             "topic-orders ");
    TEST(view->graph.group_count == 2 && view->graph.groups[1].parent == 0);
    TEST_TEXT(view->graph.groups[0].subtitle, "core · owner checkout");
    TEST(box(view, "service-payment-service")->group == 1);
    TEST(box(view, "datastore-ledger")->group == 1);
    TEST_TEXT(box(view, "datastore-ledger")->detail, "PII");
    TEST(box(view, "topic-orders")->group == 0);
    TEST_TEXT(box(view, "topic-orders")->detail, "6×3");
    TEST(box(view, "service-mail")->group == -1);
    TEST_TEXT(line(view, "order-service--payment-service")->label, "POST /payments +1 · 200 ms ×2");
    TEST_TEXT(line(view, "customer--api")->label, "POST /orders");
    TEST_TEXT(line(view, "api--order-service")->label, "3 routes");
    TEST(line(view, "api--order-service")->weight == 3);
    TEST(!line(view, "api--order-service")->item);
    TEST_TEXT(line(view, "order-service--orders")->label, "order.created");
    TEST(line(view, "orders--mail")->role == LUNETTE_LINE_MESSAGE);
    TEST(line(view, "payment-service--ledger")->role == LUNETTE_LINE_DATA);
    TEST(view->graph.line_count == 6 && view->note_count == 0);
    TEST(view->graph.direction == LUNETTE_DIRECTION_DOWN);
}

static void test_service_box(void)
{
    build_shop();
    struct lunette_slo *slo = MAKE(slo, LUNETTE_SLO, "availability", &model.slos);
    *slo = (struct lunette_slo){.item = slo->item,
                                .sli = LUNETTE_SLI_AVAILABILITY,
                                .target_ratio = 0.999,
                                .service = REF(orders)};
    struct lunette_technologies used = {.language = "python", .framework = "fastapi"};
    struct lunette_deployment canary = {.item.kind = LUNETTE_CANARY, .initial = 0.05, .max = NAN};
    struct lunette_scaling scaling = {.min = 3, .max = 12};
    struct lunette_security security = {.mtls = LUNETTE_MTLS_STRICT};
    struct lunette_mesh *mesh = MAKE(mesh, LUNETTE_MESH, "istio", &model.meshes);
    mesh->security = &security;
    mesh->services = refs(1, (struct lunette_ref[]){REF(orders)});
    orders->technologies = &used;
    orders->deployment = &canary;
    orders->scaling = &scaling;
    orders->responsibilities = strings(
        3, (const char *[]){"takes orders", "keeps\nthem", "tells everyone what became of them"});
    const struct lunette_view *view = select_view("landscape", &defaults);
    const struct lunette_box *service = box(view, "service-order-service");
    TEST_TEXT(service->technology, "python · fastapi");
    TEST_TEXT(service->detail, "takes orders, keeps them, tells…");
    TEST_TEXT(badge(service, LUNETTE_BADGE_OBJECTIVE), "99.9 %");
    TEST_TEXT(badge(service, LUNETTE_BADGE_STRATEGY), "canary 5→100 %");
    TEST_TEXT(badge(service, LUNETTE_BADGE_REPLICAS), "3–12");
    TEST_TEXT(badge(service, LUNETTE_BADGE_LOCK), "mTLS");
    TEST_TEXT(badge(box(view, "service-mail"), LUNETTE_BADGE_LOCK), NULL);
}

static void test_realised_gateway(void)
{
    build_shop();
    ((struct lunette_gateway *)model.gateways.items[0])->service = REF(mail);
    const struct lunette_view *view = select_view("landscape", &defaults);
    TEST_TEXT(box(view, "gateway-mail")->detail, "gateway api");
    TEST(view->graph.box_count == 6);
    TEST_TEXT(line(view, "customer--mail")->label, "POST /orders");
}

static void test_calls(void)
{
    build_shop();
    pay->fallback = "cash";
    struct lunette_policy breaker = {.service = REF(payments)};
    append(&model.circuit_breakers, &breaker);
    pay->breaker_in_force = &breaker.breaker;
    struct lunette_dependency *bank = add_dependency(payments, LUNETTE_SYNC);
    bank->to = (struct lunette_ref){name("bank"), NULL};
    struct lunette_dependency *again = add_call(orders, payments);
    again->optional = LUNETTE_YES;
    const struct lunette_view *view = select_view("dependencies", &defaults);
    TEST_TEXT(box_ids(view), "service-order-service service-payment-service service-mail "
                             "external-bank ");
    TEST_TEXT(box(view, "external-bank")->detail, "not declared");
    TEST(line(view, "order-service--payment-service")->role == LUNETTE_LINE_OPTIONAL_CALL);
    TEST(line(view, "order-service--payment-service")->breaker);
    TEST(line(view, "order-service--payment-service-2")->item == &again->item);
    TEST(line(view, "payment-service--bank")->role == LUNETTE_LINE_CALL);
    TEST_TEXT(line(view, "payment-service--bank")->label, NULL);
    view = select_view("landscape", &defaults);
    TEST_TEXT(line(view, "order-service--payment-service")->label, "2 calls");
}

static void test_direct_events(void)
{
    build_shop();
    created->topic = (struct lunette_ref){0};
    struct lunette_dependency *tell = add_dependency(orders, LUNETTE_ASYNC);
    tell->to = REF(mail);
    tell->event = REF(created);
    const struct lunette_view *view = select_view("landscape", &defaults);
    TEST_TEXT(line(view, "order-service--mail")->label, "order.created");
    TEST(line(view, "order-service--mail")->weight == 1);
    for (int i = 0; i < 20; i++) {
        struct lunette_service *other = add_service(arena_format(&arena, "s%d", i), ordering);
        other->publishes = orders->publishes;
        consume(other, created);
    }
    view = select_view("landscape", &unlimited);
    TEST(box(view, "topic-order.created")->role == LUNETTE_BOX_TOPIC);
}

static void test_context_map(void)
{
    build_shop();
    struct lunette_relationship *relationship =
        MAKE(relationship, LUNETTE_RELATIONSHIP, NULL, &model.relationships);
    relationship->upstream = REF(billing);
    relationship->downstream = REF(ordering);
    relationship->pattern = LUNETTE_CONFORMIST;
    relationship->upstream_roles = LUNETTE_OPEN_HOST_SERVICE | LUNETTE_PUBLISHED_LANGUAGE;
    struct lunette_relationship *kernel =
        MAKE(relationship, LUNETTE_RELATIONSHIP, NULL, &model.relationships);
    kernel->between = refs(2, (struct lunette_ref[]){REF(ordering), {name("legal"), NULL}});
    kernel->pattern = LUNETTE_SHARED_KERNEL;
    const struct lunette_view *view = select_view("contexts", &defaults);
    TEST_TEXT(box_ids(view), "context-ordering context-billing context-legal ");
    TEST_TEXT(box(view, "context-ordering")->technology, "core");
    TEST_TEXT(box(view, "context-ordering")->detail, "owner checkout");
    TEST_TEXT(badge(box(view, "context-ordering"), LUNETTE_BADGE_COUNT), "1 service");
    TEST_TEXT(line(view, "billing--ordering")->label, "conformist");
    TEST_TEXT(line(view, "billing--ordering")->from_label, "U OHS PL");
    TEST_TEXT(line(view, "billing--ordering")->to_label, "D CF");
    TEST(line(view, "ordering--legal")->role == LUNETTE_LINE_SYMMETRIC);
    TEST_TEXT(line(view, "ordering--legal")->from_label, NULL);
}

static void test_filter(void)
{
    build_shop();
    struct lunette_declared_view *view = add_view("v", LUNETTE_VIEW_LANDSCAPE);
    view->include = strings(2, (const char *[]){"bill*", "order-s?rvice"});
    TEST_TEXT(box_ids(select_view("v", &defaults)),
              "service-order-service service-payment-service datastore-ledger ");
    view->include = strings(2, (const char *[]){"mail", "order-service"});
    TEST_TEXT(box_ids(select_view("v", &defaults)),
              "service-order-service service-mail topic-orders ");
    view->include = strings(1, (const char *[]){"ordering"});
    view->exclude = strings(2, (const char *[]){"datastore", "nobody"});
    const struct lunette_view *selected = select_view("v", &defaults);
    TEST_TEXT(box_ids(selected), "service-order-service service-payment-service topic-orders ");
    TEST(notes_say(selected, "\"nobody\""));
    view->include = view->exclude = (struct lunette_strings){0};
    view->around = REF(mail);
    TEST_TEXT(box_ids(select_view("v", &defaults)), "service-mail topic-orders ");
    view->depth = 2;
    TEST_TEXT(box_ids(select_view("v", &defaults)),
              "service-order-service service-mail topic-orders ");
    view->depth = 0;
    view->direction = LUNETTE_DIRECTION_LEFT;
    selected = select_view("v", &defaults);
    TEST(selected->graph.box_count == 1 && selected->graph.group_count == 0);
    TEST(selected->graph.direction == LUNETTE_DIRECTION_LEFT);
}

static void test_tags_and_owners(void)
{
    build_shop();
    struct lunette_about pci = {.tags = strings(1, (const char *[]){"pci"})};
    payments->item.about = &pci;
    struct lunette_team *team = MAKE(team, LUNETTE_TEAM, "finance", &model.teams);
    payments->owner = REF(team);
    struct lunette_declared_view *view = add_view("v", LUNETTE_VIEW_DEPENDENCIES);
    view->include = strings(1, (const char *[]){"pci"});
    view->group_by = "owner";
    const struct lunette_view *selected = select_view("v", &defaults);
    TEST_TEXT(box_ids(selected), "service-payment-service ");
    TEST_TEXT(selected->graph.groups[0].id, "team-finance");
    view->group_by = "none";
    TEST(select_view("v", &defaults)->graph.group_count == 0);
}

static void test_circular_parents(void)
{
    build_shop();
    ordering->parent = REF(billing);
    const struct lunette_view *view = select_view("landscape", &defaults);
    TEST(view->graph.groups[0].parent == 1 && view->graph.groups[1].parent == -1);
}

static void test_marks(void)
{
    build_shop();
    struct lunette_retry retry = {.item = {.kind = LUNETTE_RETRY, .owner = &pay->item}};
    struct lunette_slo slo = {.item = {.kind = LUNETTE_SLO}, .service = REF(mail)};
    struct view_finding findings[] = {
        {&retry.item, LUNETTE_WARNING, "a/w", "warning"},
        {&pay->item, LUNETTE_ERROR, "a/e", "error"},
        {&slo.item, LUNETTE_NOTE, "a/n", "note"},
        {&billing->item, LUNETTE_ERROR, "a/g", "group"},
        {&heard->item, LUNETTE_ERROR, "a/h", "heard"},
        {&ledger->item, LUNETTE_OFF, "a/o", "off"},
        {NULL, LUNETTE_ERROR, "a/0", "nowhere"},
    };
    struct view_options options = {.findings = findings, .finding_count = 7, .max_boxes = 25};
    const struct lunette_view *view = select_view("landscape", &options);
    const struct lunette_marks *marks = &line(view, "order-service--payment-service")->marks;
    TEST(marks->count == 2 && marks->items[0].severity == LUNETTE_ERROR);
    TEST_TEXT(marks->items[1].rule, "a/w");
    TEST(box(view, "service-mail")->marks.count == 1);
    TEST(view->graph.groups[1].marks.count == 1);
    TEST(line(view, "orders--mail")->marks.count == 1);
    TEST(box(view, "datastore-ledger")->marks.count == 0);
    options.max_boxes = 6;
    view = select_view("landscape", &options);
    TEST(box(view, "context-billing")->marks.count == 1);
    options.no_findings = true;
    view = select_view("landscape", &options);
    TEST(box(view, "context-billing")->marks.count == 0);
}

static void test_file_names(void)
{
    start();
    TEST_TEXT(view_file_name(&arena, "context:ordering"), "context-ordering");
    TEST_TEXT(view_file_name(&arena, "../../etc/passwd"), "_.-..-etc-passwd");
    TEST_TEXT(view_file_name(&arena, "月"), "x");
}

int main(void)
{
    test_listing();
    test_summaries();
    test_titles();
    test_operations();
    test_landscape();
    test_service_box();
    test_realised_gateway();
    test_calls();
    test_direct_events();
    test_context_map();
    test_filter();
    test_tags_and_owners();
    test_circular_parents();
    test_marks();
    test_file_names();
    intern_free(&names);
    arena_reset(&arena);
    return test_done();
}
