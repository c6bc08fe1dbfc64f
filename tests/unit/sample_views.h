/* Views made by hand for tests of renderers. */
#ifndef LUNETTE_TESTS_UNIT_SAMPLE_VIEWS_H
#define LUNETTE_TESTS_UNIT_SAMPLE_VIEWS_H

/* Boxes are written without their last members. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

#include "lunette/view.h"
#include "test.h"

#define LIST_OF(array)      \
    {                       \
        array, COUNT(array) \
    }

static const char *const sample_files[] = {"models/ecommerce/model.lua"};
static const struct lunette_model sample_model = {.files = {sample_files, 1}};
static const struct lunette_about sample_about;

/* Tables, an entry a line. */
/* clang-format off */

#define BOX(id, role, title, technology, detail, group)                                            \
    {id, role, title, technology, detail, {0}, {0}, group, false, NULL}
#define LINE(id, role, from, to, label)                                                            \
    {id, role, from, to, label, NULL, NULL, false, 1, {0}, NULL}
#define ENDED_LINE(id, role, from, to, label, from_label, to_label)                                \
    {id, role, from, to, label, from_label, to_label, false, 1, {0}, NULL}

/* ---- landscape ---- */

static const struct lunette_badge slo_badges[] = {{LUNETTE_BADGE_OBJECTIVE, "99.9 %"},
                                                  {LUNETTE_BADGE_LOCK, "mTLS"}};
static const struct lunette_badge canary_badges[] = {{LUNETTE_BADGE_OBJECTIVE, "99.95 %"},
                                                     {LUNETTE_BADGE_STRATEGY, "canary 5→100 %"},
                                                     {LUNETTE_BADGE_REPLICAS, "3–12"}};
static const struct lunette_badge topic_badges[] = {{LUNETTE_BADGE_REPLICAS, "12 × 3"}};
static const struct lunette_mark error_marks[] = {
    {LUNETTE_ERROR, "resilience/timeout-inversion",
     "order-service waits 200 ms for a call that may take 900 ms"}};
static const struct lunette_mark warning_marks[] = {
    {LUNETTE_WARNING, "data/shared-store", "two services write orders-db"}};
static const struct lunette_mark note_marks[] = {{LUNETTE_NOTE, "objectives/missing", NULL}};

static const struct lunette_item order_item = {
    .kind = LUNETTE_SERVICE, .line = 42, .name = "order-service", .about = &sample_about};

static const struct lunette_group landscape_groups[] = {
    {"context-ordering", "Ordering", "core · owner checkout", LUNETTE_SUBDOMAIN_CORE, -1, {0},
        NULL},
    {"context-billing", "Billing", "core · owner payments", LUNETTE_SUBDOMAIN_CORE, -1, {0}, NULL},
    {"context-catalog", "Catalog", "supporting · owner catalog", LUNETTE_SUBDOMAIN_SUPPORTING, -1,
        {0}, NULL},
    {"context-fulfilment", "Fulfilment", "supporting · owner logistics",
        LUNETTE_SUBDOMAIN_SUPPORTING, -1, {0}, NULL},
    {"context-identity", "Identity", "generic", LUNETTE_SUBDOMAIN_GENERIC, -1, {0}, NULL},
};

enum {
    CUSTOMER,
    EDGE,
    ORDER,
    CART,
    PRICING,
    PAYMENT,
    INVOICE,
    CATALOG,
    SEARCH,
    REVIEW,
    INVENTORY,
    SHIPPING,
    USER,
    NOTIFY,
    ORDERS_DB,
    CARTS,
    PAYMENTS_DB,
    PRODUCTS,
    INDEX_STORE,
    STOCK_DB,
    EVENTS,
    PAYMENT_EVENTS,
    BANK
};

static const struct lunette_box landscape_boxes[] = {
    [CUSTOMER] = BOX("actor-customer", LUNETTE_BOX_ACTOR, "Customer", NULL,
        "Buys things on web and app", -1),
    [EDGE] = BOX("gateway-edge", LUNETTE_BOX_GATEWAY, "edge-gateway", "kong", "Rate limits, JWT",
        -1),
    [ORDER] = {"service-order-service", LUNETTE_BOX_SERVICE, "order-service",
        "java · spring boot", "Takes orders and steers them to delivery", LIST_OF(canary_badges),
        LIST_OF(error_marks), 0, false, &order_item},
    [CART] = BOX("service-cart-service", LUNETTE_BOX_SERVICE, "cart-service", "go",
        "Keeps baskets", 0),
    [PRICING] = BOX("service-pricing-service", LUNETTE_BOX_SERVICE, "pricing-service", "kotlin",
        "Prices, vouchers and campaigns", 0),
    [PAYMENT] = {"service-payment-service", LUNETTE_BOX_SERVICE, "payment-service", "go",
        "Authorises and captures payments", LIST_OF(slo_badges), {0}, 1, false, NULL},
    [INVOICE] = {"service-invoice-service", LUNETTE_BOX_SERVICE, "invoice-service", "python",
        "Writes invoices", {0}, LIST_OF(note_marks), 1, false, NULL},
    [CATALOG] = BOX("service-catalog-service", LUNETTE_BOX_SERVICE, "catalog-service",
        "python · fastapi", "Products and categories", 2),
    [SEARCH] = BOX("service-search-service", LUNETTE_BOX_SERVICE, "search-service", "rust",
        "Finds products", 2),
    [REVIEW] = BOX("service-review-service", LUNETTE_BOX_SERVICE, "review-service", "node",
        "Ratings", 2),
    [INVENTORY] = BOX("service-inventory-service", LUNETTE_BOX_SERVICE, "inventory-service",
        "java", "Stock and reservations", 3),
    [SHIPPING] = BOX("service-shipping-service", LUNETTE_BOX_SERVICE, "shipping-service", "go",
        "Labels and tracking", 3),
    [USER] = BOX("service-user-service", LUNETTE_BOX_SERVICE, "user-service", "java", "Accounts",
        4),
    [NOTIFY] = BOX("service-notification-service", LUNETTE_BOX_SERVICE, "notification-service",
        "node", "Mail and push", 4),
    [ORDERS_DB] = {"datastore-orders-db", LUNETTE_BOX_DATASTORE, "orders-db", "postgresql 15",
        NULL, {0}, LIST_OF(warning_marks), 0, false, NULL},
    [CARTS] = BOX("datastore-carts", LUNETTE_BOX_DATASTORE, "carts", "redis", NULL, 0),
    [PAYMENTS_DB] = BOX("datastore-payments-db", LUNETTE_BOX_DATASTORE, "payments-db",
        "postgresql 15", NULL, 1),
    [PRODUCTS] = BOX("datastore-products", LUNETTE_BOX_DATASTORE, "products", "mongodb", NULL, 2),
    [INDEX_STORE] = BOX("datastore-index", LUNETTE_BOX_DATASTORE, "product-index",
        "elasticsearch", NULL, 2),
    [STOCK_DB] = BOX("datastore-stock-db", LUNETTE_BOX_DATASTORE, "stock-db", "postgresql 15",
        NULL, 3),
    [EVENTS] = {"topic-orders", LUNETTE_BOX_TOPIC, "orders", "kafka", NULL, LIST_OF(topic_badges),
        {0}, -1, false, NULL},
    [PAYMENT_EVENTS] = {"topic-payments", LUNETTE_BOX_TOPIC, "payments", "kafka", NULL,
        LIST_OF(topic_badges), {0}, -1, false, NULL},
    [BANK] = BOX("external-bank", LUNETTE_BOX_EXTERNAL, "Acquiring Bank", "ISO 8583", NULL, -1),
};

static const struct lunette_line landscape_lines[] = {
    LINE("customer--edge", LUNETTE_LINE_ROUTE, CUSTOMER, EDGE, "HTTPS"),
    LINE("edge--order", LUNETTE_LINE_ROUTE, EDGE, ORDER, "/orders"),
    LINE("edge--cart", LUNETTE_LINE_ROUTE, EDGE, CART, "/cart"),
    LINE("edge--catalog", LUNETTE_LINE_ROUTE, EDGE, CATALOG, "/products"),
    LINE("edge--search", LUNETTE_LINE_ROUTE, EDGE, SEARCH, "/search"),
    LINE("edge--user", LUNETTE_LINE_ROUTE, EDGE, USER, "/users"),
    {"order--payment", LUNETTE_LINE_CALL, ORDER, PAYMENT, "POST /payments · 200 ms ×2", NULL,
        NULL, true, 1, LIST_OF(error_marks), NULL},
    LINE("order--inventory", LUNETTE_LINE_CALL, ORDER, INVENTORY, "Reserve · 150 ms"),
    {"order--pricing", LUNETTE_LINE_OPTIONAL_CALL, ORDER, PRICING, "GET /prices · 80 ms", NULL,
        NULL, true, 1, {0}, NULL},
    LINE("cart--catalog", LUNETTE_LINE_CALL, CART, CATALOG, "GET /products/{id}"),
    LINE("catalog--review", LUNETTE_LINE_OPTIONAL_CALL, CATALOG, REVIEW, NULL),
    {"payment--bank", LUNETTE_LINE_CALL, PAYMENT, BANK, "authorise · 2 s", NULL, NULL, true, 1,
        {0}, NULL},
    LINE("order--orders", LUNETTE_LINE_MESSAGE, ORDER, EVENTS, "OrderPlaced"),
    LINE("orders--shipping", LUNETTE_LINE_MESSAGE, EVENTS, SHIPPING, "OrderPlaced"),
    {"orders--notify", LUNETTE_LINE_MESSAGE, EVENTS, NOTIFY, NULL, NULL, NULL, false, 2, {0}, NULL},
    LINE("payment--payments", LUNETTE_LINE_MESSAGE, PAYMENT, PAYMENT_EVENTS, "PaymentCaptured"),
    LINE("payments--invoice", LUNETTE_LINE_MESSAGE, PAYMENT_EVENTS, INVOICE, "PaymentCaptured"),
    LINE("order--db", LUNETTE_LINE_DATA, ORDER, ORDERS_DB, NULL),
    LINE("cart--db", LUNETTE_LINE_DATA, CART, CARTS, NULL),
    LINE("payment--db", LUNETTE_LINE_DATA, PAYMENT, PAYMENTS_DB, NULL),
    LINE("catalog--db", LUNETTE_LINE_DATA, CATALOG, PRODUCTS, NULL),
    LINE("search--db", LUNETTE_LINE_DATA, SEARCH, INDEX_STORE, NULL),
    LINE("inventory--db", LUNETTE_LINE_DATA, INVENTORY, STOCK_DB, NULL),
};

static const char *const landscape_notes[] = {"Observability services are left out: 3 services."};

static const struct lunette_view landscape_view = {
    .name = "landscape",
    .kind = "landscape",
    .title = "Landscape: E-Commerce Platform",
    .summary = "every service with its stores, topics and neighbours, grouped by bounded context",
    .graph = {landscape_boxes, COUNT(landscape_boxes), landscape_lines,
              COUNT(landscape_lines), landscape_groups, COUNT(landscape_groups),
              LUNETTE_DIRECTION_DOWN},
    .notes = landscape_notes,
    .note_count = 1,
    .model = &sample_model,
};

/* ---- context map ---- */

static const struct lunette_context core_context = {
    .item = {.kind = LUNETTE_CONTEXT, .line = 7, .name = "ordering", .about = &sample_about},
    .subdomain = LUNETTE_SUBDOMAIN_CORE,
};

#define CONTEXT_BOX(id, title, detail, item)                                    \
    {                                                                           \
        id, LUNETTE_BOX_CONTEXT, title, NULL, detail, {0}, {0}, -1, false, item \
    }

static const struct lunette_box context_boxes[] = {
    CONTEXT_BOX("context-catalog", "Catalog", "supporting", NULL),
    CONTEXT_BOX("context-ordering", "Ordering", "core · checkout", &core_context.item),
    CONTEXT_BOX("context-billing", "Billing", "core · payments", &core_context.item),
    CONTEXT_BOX("context-fulfilment", "Fulfilment", "supporting", NULL),
    CONTEXT_BOX("context-legacy", "Legacy ERP", "generic · legacy", NULL),
    CONTEXT_BOX("context-identity", "Identity", "generic", NULL),
};

static const struct lunette_line context_lines[] = {
    ENDED_LINE("catalog--ordering", LUNETTE_LINE_RELATIONSHIP, 0, 1, "Customer–supplier",
        "U OHS PL", "D ACL"),
    LINE("ordering--billing", LUNETTE_LINE_SYMMETRIC, 1, 2, "Partnership"),
    {"ordering--fulfilment", LUNETTE_LINE_RELATIONSHIP, 1, 3, "Upstream–downstream", "U PL", "D",
        false, 1, LIST_OF(warning_marks), NULL},
    ENDED_LINE("legacy--billing", LUNETTE_LINE_RELATIONSHIP, 4, 2, "Conformist", "U", "D CF"),
    LINE("catalog--fulfilment", LUNETTE_LINE_SYMMETRIC, 0, 3, "Shared kernel"),
    LINE("legacy--identity", LUNETTE_LINE_SEPARATE, 4, 5, "Separate ways"),
    ENDED_LINE("identity--ordering", LUNETTE_LINE_RELATIONSHIP, 5, 1, "Open host service",
        "U OHS", "D CF"),
    ENDED_LINE("identity--billing", LUNETTE_LINE_RELATIONSHIP, 5, 2, "Open host service", "U OHS",
        "D ACL"),
};

static const struct lunette_view contexts_view = {
    .name = "contexts",
    .kind = "contexts",
    .title = "Context map: E-Commerce Platform",
    .summary = "how the bounded contexts depend on each other",
    .graph = {context_boxes, COUNT(context_boxes), context_lines, COUNT(context_lines), NULL,
              0, LUNETTE_DIRECTION_DOWN},
    .model = &sample_model,
};

/* ---- dependencies: left to right, a collapsed context, an alias, nested groups ---- */

static const struct lunette_badge count_badges[] = {{LUNETTE_BADGE_COUNT, "8 services"}};

static const struct lunette_group dependency_groups[] = {
    {"context-inner", "Ordering", NULL, LUNETTE_SUBDOMAIN_CORE, 1, LIST_OF(warning_marks), NULL},
    {"context-outer", "Shop", "core · two teams", LUNETTE_SUBDOMAIN_UNSAID, -1, {0}, NULL},
    {"context-empty", "Returns", "planned", LUNETTE_SUBDOMAIN_GENERIC, -1, {0}, NULL},
};

static const struct lunette_box dependency_boxes[] = {
    BOX("service-web", LUNETTE_BOX_SERVICE, "web", "typescript", NULL, 1),
    BOX("service-order", LUNETTE_BOX_SERVICE, "order-service", "java", NULL, 0),
    BOX("service-stock", LUNETTE_BOX_SERVICE, "stock-service", "java", NULL, 0),
    {"service-auth-1", LUNETTE_BOX_SERVICE, "auth-service", NULL, NULL, {0}, {0}, -1, true, NULL},
    {"service-auth-2", LUNETTE_BOX_SERVICE, "auth-service", NULL, NULL, {0}, {0}, -1, true, NULL},
    {"context-billing", LUNETTE_BOX_COLLAPSED, "Billing", NULL, "core · payments",
        LIST_OF(count_badges), {0}, -1, false, NULL},
};

static const struct lunette_line dependency_lines[] = {
    {"web--order", LUNETTE_LINE_CALL, 0, 1, "3 calls", NULL, NULL, false, 3, {0}, NULL},
    LINE("web--auth", LUNETTE_LINE_CALL, 0, 3, NULL),
    {"order--auth", LUNETTE_LINE_CALL, 1, 4, NULL, NULL, NULL, true, 1, {0}, NULL},
    LINE("order--stock", LUNETTE_LINE_CALL, 1, 2, "Reserve"),
    {"stock--order", LUNETTE_LINE_CALL, 2, 1, "Confirm", NULL, NULL, false, 1,
        LIST_OF(error_marks), NULL},
    {"order--billing", LUNETTE_LINE_CALL, 1, 5, NULL, NULL, NULL, false, 17, {0}, NULL},
    LINE("order--order", LUNETTE_LINE_OPTIONAL_CALL, 1, 1, "retry"),
};

static const struct lunette_view dependencies_view = {
    .name = "dependencies",
    .kind = "dependencies",
    .title = "Dependencies: Shop",
    .summary = "services and the calls between them",
    .graph = {dependency_boxes, COUNT(dependency_boxes), dependency_lines,
              COUNT(dependency_lines), dependency_groups, COUNT(dependency_groups),
              LUNETTE_DIRECTION_RIGHT},
    .model = &sample_model,
};

/* clang-format on */

#endif
