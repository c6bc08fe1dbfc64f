/* Patterns and roles that do not go together, told from a relationship alone. */
#include "map.h"
#include "rules.h"
#include "tell.h"

struct role {
    unsigned bit; /* enum lunette_role */
    const char *name;
};

static const struct role upstream_only[] = {
    {LUNETTE_OPEN_HOST_SERVICE, "open-host-service"},
    {LUNETTE_PUBLISHED_LANGUAGE, "published-language"},
    {LUNETTE_ROLE_SUPPLIER, "supplier"},
    {0, NULL},
};

static const struct role downstream_only[] = {
    {LUNETTE_ANTICORRUPTION_LAYER, "anticorruption-layer"},
    {LUNETTE_ROLE_CONFORMIST, "conformist"},
    {LUNETTE_ROLE_CUSTOMER, "customer"},
    {0, NULL},
};

/* The two ends as the model writes them, resolved or not. */
static const char *upper_end(const struct lunette_relationship *relationship)
{
    const struct lunette_refs *between = &relationship->between;
    const char *name = between->count > 0 ? between->items[0].name : relationship->upstream.name;
    return name ? name : "?";
}

static const char *lower_end(const struct lunette_relationship *relationship)
{
    const struct lunette_refs *between = &relationship->between;
    const char *name = between->count > 1 ? between->items[1].name : relationship->downstream.name;
    return name ? name : "?";
}

static void name_subject(struct lunette_reporter *reporter, struct lunette_finding *finding,
                         const struct lunette_relationship *relationship)
{
    reporter->subject(finding, "%s -> %s", lower_end(relationship), upper_end(relationship));
}

/* ---- contexts/role-on-wrong-side ---- */

struct side {
    const char *field, *name, *other_field, *other_name;
    const struct role *roles_of_other;
};

static const struct side upstream_side = {"upstream_roles", "upstream", "downstream_roles",
                                          "downstream", downstream_only};
static const struct side downstream_side = {"downstream_roles", "downstream", "upstream_roles",
                                            "upstream", upstream_only};

static void report_wrong_side(struct lunette_reporter *reporter,
                              const struct lunette_relationship *relationship,
                              const struct side *side, const char *role)
{
    const char *upper = upper_end(relationship), *lower = lower_end(relationship);
    bool is_upstream = side == &upstream_side;
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(relationship, side->field),
        "%s is what the %s context does, but '%s' is %s of '%s'", role, side->other_name,
        is_upstream ? upper : lower, side->name, is_upstream ? lower : upper);
    reporter->label(finding, "said of the %s side", side->name);
    name_subject(reporter, finding, relationship);
    reporter->help(finding, "move it to %s, or swap the ends", side->other_field);
}

static void check_side(struct lunette_reporter *reporter,
                       const struct lunette_relationship *relationship, const struct side *side,
                       unsigned roles)
{
    for (const struct role *role = side->roles_of_other; role->name; role++)
        if (roles & role->bit)
            report_wrong_side(reporter, relationship, side, role->name);
}

static void check_role_on_wrong_side(const struct lunette_model *model,
                                     struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->relationships.count; i++) {
        const struct lunette_relationship *relationship = model->relationships.items[i];
        if (map_is_symmetric(relationship))
            continue;
        check_side(reporter, relationship, &upstream_side, relationship->upstream_roles);
        check_side(reporter, relationship, &downstream_side, relationship->downstream_roles);
    }
}

const struct lunette_rule rule_role_on_wrong_side = {
    .id = "contexts/role-on-wrong-side",
    .severity = LUNETTE_ERROR,
    .summary = "open-host-service or published-language downstream, anticorruption-layer or "
               "conformist upstream",
    .rationale =
        "An open host service, a published language and the part of the supplier are what the "
        "upstream context offers; an anticorruption layer, conforming and the part of the customer "
        "are how the downstream one lives with it (Evans, Domain-Driven Design, ch. 14; Vernon, "
        "Implementing Domain-Driven Design, ch. 3). On the other side they say nothing: either the "
        "role or the direction is wrong.",
    .help = "move the role to the other side, or swap the ends",
    .bad = "context \"ordering\"\n"
           "context \"inventory\"\n"
           "relationship { upstream = \"inventory\", downstream = \"ordering\",\n"
           "  upstream_roles = { \"anticorruption-layer\" } }\n",
    .good = "context \"ordering\"\n"
            "context \"inventory\"\n"
            "relationship { upstream = \"inventory\", downstream = \"ordering\",\n"
            "  downstream_roles = { \"anticorruption-layer\" } }\n",
    .check = check_role_on_wrong_side,
};

/* ---- contexts/role-on-symmetric ---- */

static const char *name_roles(struct lunette_reporter *reporter, unsigned roles)
{
    struct names names = {.count = 0};
    for (const struct role *role = upstream_only; role->name; role++)
        if (roles & role->bit)
            say_add(&names, role->name);
    for (const struct role *role = downstream_only; role->name; role++)
        if (roles & role->bit)
            say_add(&names, role->name);
    return say_names(reporter, &names);
}

static void check_role_on_symmetric(const struct lunette_model *model,
                                    struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->relationships.count; i++) {
        const struct lunette_relationship *relationship = model->relationships.items[i];
        unsigned roles = relationship->upstream_roles | relationship->downstream_roles;
        if (!roles || !map_is_symmetric(relationship))
            continue;
        struct lunette_finding *finding = reporter->report(
            reporter,
            lunette_at_field(relationship,
                             relationship->upstream_roles ? "upstream_roles" : "downstream_roles"),
            "'%s' and '%s' stand on one level (%s), which leaves no side for %s",
            upper_end(relationship), lower_end(relationship), tell_pattern(relationship->pattern),
            name_roles(reporter, roles));
        name_subject(reporter, finding, relationship);
        if (relationship->pattern != LUNETTE_RELATION_UNSAID)
            reporter->relate(finding, lunette_at_field(relationship, "pattern"),
                             "has no upstream and no downstream");
    }
}

const struct lunette_rule rule_role_on_symmetric = {
    .id = "contexts/role-on-symmetric",
    .severity = LUNETTE_ERROR,
    .summary = "upstream or downstream roles on a partnership or shared kernel",
    .rationale = "A partnership and a shared kernel are relationships of equals, separate ways is "
                 "none at all: nobody is upstream, so nobody can offer an open host or shield "
                 "himself from one (Evans, Domain-Driven Design, ch. 14). The same holds for any "
                 "relationship written with `between`.",
    .help = "remove the roles, or say who is upstream",
    .bad = "context \"ordering\"\n"
           "context \"inventory\"\n"
           "relationship { between = { \"ordering\", \"inventory\" }, pattern = \"partnership\",\n"
           "  downstream_roles = { \"anticorruption-layer\" } }\n",
    .good =
        "context \"ordering\"\n"
        "context \"inventory\"\n"
        "relationship { between = { \"ordering\", \"inventory\" }, pattern = \"partnership\" }\n",
    .check = check_role_on_symmetric,
};

/* ---- contexts/conformist-with-acl ---- */

static bool is_conformist(const struct lunette_relationship *relationship)
{
    return relationship->pattern == LUNETTE_CONFORMIST ||
           relationship->downstream_roles & LUNETTE_ROLE_CONFORMIST;
}

static bool has_layer(const struct lunette_relationship *relationship)
{
    return relationship->downstream_roles & LUNETTE_ANTICORRUPTION_LAYER;
}

static void check_conformist_with_acl(const struct lunette_model *model,
                                      struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->relationships.count; i++) {
        const struct lunette_relationship *relationship = model->relationships.items[i];
        if (map_is_symmetric(relationship) || !is_conformist(relationship) ||
            !has_layer(relationship))
            continue;
        struct lunette_finding *finding = reporter->report(
            reporter, lunette_at_field(relationship, "downstream_roles"),
            "'%s' both conforms to the model of '%s' and translates it in an anticorruption layer",
            lower_end(relationship), upper_end(relationship));
        name_subject(reporter, finding, relationship);
        if (relationship->pattern == LUNETTE_CONFORMIST)
            reporter->relate(finding, lunette_at_field(relationship, "pattern"),
                             "declared conformist");
    }
}

const struct lunette_rule rule_conformist_with_acl = {
    .id = "contexts/conformist-with-acl",
    .severity = LUNETTE_ERROR,
    .summary = "one downstream both conforms and translates",
    .rationale =
        "A conformist takes over the upstream model as it is, to be spared the translation; "
        "an anticorruption layer is that very translation (Evans, Domain-Driven Design, "
        "ch. 14). One context cannot do both towards the same upstream.",
    .help = "decide: drop the conformist, or the anticorruption layer",
    .bad = "context \"ordering\"\n"
           "context \"inventory\"\n"
           "relationship { upstream = \"inventory\", downstream = \"ordering\",\n"
           "  pattern = \"conformist\", downstream_roles = { \"anticorruption-layer\" } }\n",
    .good = "context \"ordering\"\n"
            "context \"inventory\"\n"
            "relationship { upstream = \"inventory\", downstream = \"ordering\",\n"
            "  downstream_roles = { \"anticorruption-layer\" } }\n",
    .check = check_conformist_with_acl,
};

/* ---- contexts/customer-supplier-roles ---- */

static bool is_customer_supplier(const struct lunette_relationship *relationship)
{
    return relationship->pattern == LUNETTE_CUSTOMER_SUPPLIER ||
           relationship->upstream_roles & LUNETTE_ROLE_SUPPLIER ||
           relationship->downstream_roles & LUNETTE_ROLE_CUSTOMER;
}

static struct lunette_finding *report_customer(struct lunette_reporter *reporter,
                                               const struct lunette_relationship *relationship,
                                               const char *field, const char *what)
{
    struct lunette_finding *finding = reporter->report(
        reporter, lunette_at_field(relationship, field), "'%s' is the customer of '%s', yet %s",
        lower_end(relationship), upper_end(relationship), what);
    name_subject(reporter, finding, relationship);
    if (relationship->pattern == LUNETTE_CUSTOMER_SUPPLIER)
        reporter->relate(finding, lunette_at_field(relationship, "pattern"),
                         "declared customer and supplier");
    return finding;
}

static void check_customer_supplier(struct lunette_reporter *reporter,
                                    const struct lunette_relationship *relationship)
{
    struct lunette_finding *finding;
    if (is_conformist(relationship)) {
        finding = report_customer(reporter, relationship,
                                  relationship->pattern == LUNETTE_CONFORMIST ? "pattern"
                                                                              : "downstream_roles",
                                  "conforms: a customer has a say in the model");
        reporter->help(finding, "keep one: conformist, or customer-supplier");
    }
    if (relationship->upstream_roles & LUNETTE_OPEN_HOST_SERVICE) {
        finding = report_customer(reporter, relationship, "upstream_roles",
                                  "gets the open host service that is offered to everyone alike");
        reporter->help(finding, "write upstream-downstream beside an open host service");
    }
    if (has_layer(relationship)) {
        finding = report_customer(reporter, relationship, "downstream_roles",
                                  "shields itself with an anticorruption layer");
        reporter->severity(finding, LUNETTE_WARNING);
        reporter->help(finding, "let the supplier plan for what the layer translates, or write "
                                "upstream-downstream");
    }
}

static void check_customer_supplier_roles(const struct lunette_model *model,
                                          struct lunette_reporter *reporter)
{
    for (size_t i = 0; i < model->relationships.count; i++) {
        const struct lunette_relationship *relationship = model->relationships.items[i];
        if (!map_is_symmetric(relationship) && is_customer_supplier(relationship))
            check_customer_supplier(reporter, relationship);
    }
}

const struct lunette_rule rule_customer_supplier_roles = {
    .id = "contexts/customer-supplier-roles",
    .severity = LUNETTE_ERROR,
    .summary = "customer-supplier with conformist or open-host-service, or with an "
               "anticorruption-layer",
    .rationale =
        "In a customer-supplier relationship the downstream team's needs are planned for upstream "
        "(Evans, Domain-Driven Design, ch. 14). A conformist has no such say and an open host "
        "serves "
        "all alike, so both contradict it: errors. An anticorruption layer is possible but a sign "
        "that the customer is not heard: a warning. Context Mapper draws the same lines.",
    .help = "keep the pattern that describes how the two teams work together",
    .bad = "context \"ordering\"\n"
           "context \"inventory\"\n"
           "relationship { upstream = \"inventory\", downstream = \"ordering\",\n"
           "  pattern = \"customer-supplier\", upstream_roles = { \"open-host-service\" } }\n",
    .good = "context \"ordering\"\n"
            "context \"inventory\"\n"
            "relationship { upstream = \"inventory\", downstream = \"ordering\",\n"
            "  pattern = \"upstream-downstream\", upstream_roles = { \"open-host-service\" } }\n",
    .check = check_customer_supplier_roles,
};
