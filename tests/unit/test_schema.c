/* THE table: every row is sane, and what is looked up in it is found. */
#include <ctype.h>

#include "model/schema.h"
#include "model_fixture.h"
#include "test.h"

/* The row under test, for messages. */
static const char *row;

#define HOLDS(condition)                                 \
    do {                                                 \
        bool holds_ = (condition);                       \
        if (!holds_)                                     \
            fprintf(stderr, "in the row of %s:\n", row); \
        TEST(holds_);                                    \
    } while (0)

static bool is_line(const char *text)
{
    return text && text[0] && !strchr(text, '\n') && text[strlen(text) - 1] != '.';
}

static void test_kinds(void)
{
    TEST(!schema_kind_of(LUNETTE_NO_KIND));
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct schema_kind *kind = schema_kind_of(id);
        TEST(kind != NULL);
        if (!kind)
            continue;
        row = kind->name;
        HOLDS(kind->kind == id && is_line(kind->name) && is_line(kind->doc) && kind->fields);
        HOLDS(kind->size >= sizeof(struct lunette_item));
        HOLDS((kind->place == SCHEMA_TOP) == (kind->plural != NULL));
        HOLDS((kind->place == SCHEMA_TABLE) == (kind->example == NULL));
        HOLDS((kind->name_is == SCHEMA_REFERENCE) == (kind->name_field != NULL));
        if (kind->place == SCHEMA_TOP)
            HOLDS(kind->list_offset + sizeof(struct lunette_items) <= sizeof(struct lunette_model));
        if (kind->place != SCHEMA_TABLE)
            HOLDS(schema_kind_named(kind->name) == kind);
        if (kind->name_field)
            HOLDS(schema_field_of(kind, kind->name_field)->type == SCHEMA_REF);
    }
}

/* Calls `each` for every blank-separated word. */
static void for_words(const char *list, void (*each)(const char *word, void *context),
                      void *context)
{
    char word[64];
    for (const char *at = list; at && *at;) {
        size_t span = strcspn(at, " ");
        snprintf(word, sizeof word, "%.*s", (int)span, at);
        each(word, context);
        at += span + (at[span] == ' ');
    }
}

/* Words seen so far; a word that comes twice is a failure. */
struct words {
    char text[400][48];
    size_t count;
};

static void add_word(const char *word, void *context)
{
    struct words *words = context;
    bool is_new = true;
    for (size_t i = 0; i < words->count; i++)
        is_new = is_new && strcmp(words->text[i], word) != 0;
    if (!is_new)
        fprintf(stderr, "'%s' comes twice; ", word);
    HOLDS(is_new);
    HOLDS(strlen(word) > 0 && strlen(word) < sizeof words->text[0] && words->count < 400);
    snprintf(words->text[words->count++], sizeof words->text[0], "%s", word);
}

static void test_constructors_and_plurals_differ(void)
{
    struct words names = {.count = 0}, plurals = {.count = 0};
    const size_t *offsets[LUNETTE_KIND_COUNT] = {NULL};
    row = "all kinds";
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct schema_kind *kind = schema_kind_of(id);
        if (kind->place != SCHEMA_TABLE) {
            add_word(kind->name, &names);
            for_words(kind->also, add_word, &names);
        }
        if (kind->plural)
            add_word(kind->plural, &plurals);
        for (enum lunette_kind other = 1; kind->plural && other < id; other++)
            HOLDS(!offsets[other] || *offsets[other] != kind->list_offset);
        if (kind->plural)
            offsets[id] = &kind->list_offset;
    }
}

static size_t size_of(enum schema_type type)
{
    static const size_t sizes[] = {
        [SCHEMA_STRING] = sizeof(char *),
        [SCHEMA_BOOL] = sizeof(enum lunette_flag),
        [SCHEMA_INTEGER] = sizeof(int64_t),
        [SCHEMA_NUMBER] = sizeof(double),
        [SCHEMA_MS] = sizeof(double),
        [SCHEMA_S] = sizeof(double),
        [SCHEMA_RATIO] = sizeof(double),
        [SCHEMA_RATE] = sizeof(double),
        [SCHEMA_BYTES] = sizeof(double),
        [SCHEMA_ENUM] = sizeof(int),
        [SCHEMA_BITS] = sizeof(unsigned),
        [SCHEMA_STRINGS] = sizeof(struct lunette_strings),
        [SCHEMA_INTEGERS] = sizeof(struct lunette_numbers),
        [SCHEMA_RATIOS] = sizeof(struct lunette_numbers),
        [SCHEMA_MAP] = sizeof(struct lunette_map),
        [SCHEMA_REF] = sizeof(struct lunette_ref),
        [SCHEMA_REFS] = sizeof(struct lunette_refs),
        [SCHEMA_PART] = sizeof(void *),
        [SCHEMA_PARTS] = sizeof(struct lunette_items),
        [SCHEMA_TARGET] = sizeof(double),
        [SCHEMA_FUNCTION] = sizeof(int64_t),
    };
    return sizes[type];
}

/* What others refer to has a name; what others hold is a part, or an entity that may stand alone. */
static bool is_held_kind(const struct schema_field *field, enum lunette_kind id)
{
    const struct schema_kind *kind = schema_kind_of(id);
    bool is_reference = field->type == SCHEMA_REF || field->type == SCHEMA_REFS;
    bool may_stand_alone = id == LUNETTE_SLO || id == LUNETTE_TRACING;
    return is_reference ? kind->place == SCHEMA_TOP && kind->name_is != SCHEMA_NO_NAME
                        : kind->place != SCHEMA_TOP || may_stand_alone;
}

static void check_field(const struct schema_field *field, size_t from, size_t size)
{
    bool has_kinds = field->type == SCHEMA_REF || field->type == SCHEMA_REFS ||
                     field->type == SCHEMA_PART || field->type == SCHEMA_PARTS;
    bool has_values = field->type == SCHEMA_ENUM || field->type == SCHEMA_BITS;
    char text[256];
    HOLDS(field->key[strspn(field->key, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0');
    HOLDS(is_line(field->doc));
    HOLDS(field->offset >= from && field->offset + size_of(field->type) <= size);
    HOLDS(has_kinds == (field->kinds != NULL) && has_values == (field->values != NULL));
    HOLDS(!field->kinds || field->kinds[0]);
    for (const enum lunette_kind *kind = field->kinds; kind && *kind; kind++)
        HOLDS(is_held_kind(field, *kind));
    HOLDS(field->at_least >= 0 && (field->at_most == 0 || field->at_most > field->at_least));
    schema_type_text(field, text, sizeof text);
    HOLDS(strlen(text) > 0 && strlen(text) < sizeof text - 1);
}

static void check_members_differ(const struct schema_field *fields)
{
    for (const struct schema_field *a = fields; a->key; a++)
        for (const struct schema_field *b = fields; b < a; b++)
            HOLDS(a->offset + size_of(a->type) <= b->offset ||
                  b->offset + size_of(b->type) <= a->offset);
}

static void test_fields(void)
{
    enum { MOST_FIELDS = 48, MOST_REFERENCES = 16 }; /* what decoding and resolving have room for */
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct schema_kind *kind = schema_kind_of(id);
        size_t fields = 0, references = 0, positional = 0;
        for (const struct schema_field *field = kind->fields; field->key; field++) {
            char name[64];
            snprintf(name, sizeof name, "%s.%s", kind->name, field->key);
            row = name;
            check_field(field, sizeof(struct lunette_item), kind->size);
            HOLDS(!schema_is_common(field));
            fields++;
            references += field->type == SCHEMA_REF || field->type == SCHEMA_REFS;
            positional += (field->flags & SCHEMA_POSITIONAL) != 0;
        }
        row = kind->name;
        HOLDS(fields < MOST_FIELDS && references <= MOST_REFERENCES && positional <= 1);
        check_members_differ(kind->fields);
    }
    for (size_t i = 0; i < SCHEMA_COMMON_COUNT; i++) {
        row = schema_common_fields[i].key;
        check_field(&schema_common_fields[i], 0, sizeof(struct lunette_about));
        HOLDS(schema_is_common(&schema_common_fields[i]));
    }
    TEST(!schema_common_fields[SCHEMA_COMMON_COUNT].key);
}

static void test_keys_of_a_kind_differ(void)
{
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct schema_kind *kind = schema_kind_of(id);
        struct words keys = {.count = 0};
        row = kind->name;
        for (const struct schema_field *field = kind->fields; field->key; field++) {
            add_word(field->key, &keys);
            for_words(field->also, add_word, &keys);
        }
        for (size_t i = 0; kind->place != SCHEMA_TABLE && i < SCHEMA_COMMON_COUNT; i++)
            add_word(schema_common_fields[i].key, &keys);
    }
}

/* `kind`, `name`, `at` and the members an objective's target goes to have keys of their own. */
static void test_dump_keys_of_a_kind_differ(void)
{
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct schema_kind *kind = schema_kind_of(id);
        struct words keys = {.count = 0};
        char room[64];
        row = kind->name;
        if (kind->place == SCHEMA_PART_OF && id != LUNETTE_SYNC && id != LUNETTE_ASYNC)
            add_word("kind", &keys);
        if (kind->name_is != SCHEMA_REFERENCE && kind->name_is != SCHEMA_NO_NAME)
            add_word("name", &keys);
        add_word("at", &keys);
        for_words(id == LUNETTE_SLO ? "target_ms target_per_s owner" : "", add_word, &keys);
        for_words(id == LUNETTE_SYNC || id == LUNETTE_ASYNC ? "from style" : "", add_word, &keys);
        for (const struct schema_field *field = kind->fields; field->key; field++)
            add_word(schema_dump_key(field, room, sizeof room), &keys);
    }
}

static void check_same_unit(const struct schema_kind *kind, const struct schema_field *field,
                            const char *suffix, const char *wanted)
{
    char key[96];
    const char *unit = "?";
    int length = snprintf(key, sizeof key, "%s%s", field->key, suffix);
    HOLDS(schema_field_named(kind, key, (size_t)length, &unit) == field);
    HOLDS(wanted ? unit && strcmp(unit, wanted) == 0 : !unit);
}

static void test_keys_may_carry_their_unit(void)
{
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct schema_kind *kind = schema_kind_of(id);
        row = kind->name;
        for (const struct schema_field *field = kind->fields; field->key; field++) {
            check_same_unit(kind, field, "", NULL);
            if (field->type == SCHEMA_MS || field->type == SCHEMA_S) {
                check_same_unit(kind, field, "_ms", "ms");
                check_same_unit(kind, field, "_seconds", "s");
                check_same_unit(kind, field, "_minutes", "m");
                check_same_unit(kind, field, "_days", "d");
            }
            if (field->type == SCHEMA_RATIO)
                check_same_unit(kind, field, "_percentage", "%");
            if (field->type == SCHEMA_RATE)
                check_same_unit(kind, field, "_per_minute", "/min");
        }
    }
}

static void test_field_names(void)
{
    static const struct {
        const char *kind, *key, *field, *unit;
    } cases[] = {
        {"service", "domain", "context", NULL},
        {"service", "bounded_context", "context", NULL},
        {"service", "description", "description", NULL},
        {"rate_limit", "requests_per_minute", "rate", "/min"},
        {"canary", "pause_duration_minutes", "pause", "m"},
        {"canary", "initial_percentage", "initial", "%"},
        {"sync", "timeout_ms", "timeout", "ms"},
        {"sync", "timeout_percent", NULL, NULL},
        {"sync", "to_ms", NULL, NULL},
        {"sync", "_ms", NULL, NULL},
        {"sync", "", NULL, NULL},
        {"sync", "timeou", NULL, NULL},
        {"sync", "timeouts", NULL, NULL},
        {"sync", "endpoint endpoints", NULL, NULL},
        {"datastore", "collections", "schema", NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *unit;
        const struct schema_field *field = schema_field_named(
            schema_kind_named(cases[i].kind), cases[i].key, strlen(cases[i].key), &unit);
        TEST_TEXT(field ? field->key : NULL, cases[i].field);
        TEST_TEXT(field ? unit : NULL, cases[i].unit);
    }
    const char *unit;
    const struct schema_kind *sync = schema_kind_named("sync"),
                             *link = schema_kind_of(LUNETTE_LINK);
    TEST(!schema_field_named(sync, "to\0more", 7, &unit)); /* longer than any key it begins like */
    TEST(!schema_field_named(link, "tags", 4, &unit));
    TEST(schema_field_of(sync, "timeout") && !schema_field_of(sync, "timeout_ms"));
    TEST(schema_kind_named("domain") == schema_kind_of(LUNETTE_CONTEXT));
    TEST(!schema_kind_named("link") && !schema_kind_named("") && !schema_kind_named("Context"));
}

static bool is_power_of_two(int value)
{
    return value > 0 && (value & (value - 1)) == 0;
}

static void add_folded(const char *word, void *words)
{
    char folded[64];
    size_t length = strlen(word);
    for (size_t i = 0; i <= length && i < sizeof folded; i++)
        folded[i] = word[i] == '_' || word[i] == ' ' ? '-' : (char)tolower((unsigned char)word[i]);
    add_word(folded, words);
}

/* 0 is "not said", but for the style of a message, which always has one. */
static void check_values(enum lunette_kind id, const struct schema_field *field)
{
    int least = id == LUNETTE_MESSAGE ? 0 : 1;
    struct words words = {.count = 0};
    unsigned seen = 0;
    for (const struct schema_value *value = field->values; value->name; value++) {
        int found = -1;
        HOLDS(value->value >= least && value->value < 64);
        HOLDS(!(seen & 1u << (value->value % 32)));
        HOLDS(field->type == SCHEMA_ENUM || is_power_of_two(value->value));
        seen |= 1u << (value->value % 32);
        add_folded(value->name, &words);
        for_words(value->also, add_folded, &words);
        HOLDS(schema_value_named(field, value->name, &found) && found == value->value);
        TEST_TEXT(schema_value_name(field, value->value), value->name);
    }
    TEST(least == 0 || !schema_value_name(field, 0));
}

static void test_values(void)
{
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++)
        for (const struct schema_field *field = schema_kind_of(id)->fields; field->key; field++) {
            row = field->key;
            if (field->values)
                check_values(id, field);
        }
}

static void test_value_names(void)
{
    static const struct {
        const char *word;
        int value;
    } cases[] = {
        {"customer-supplier", LUNETTE_CUSTOMER_SUPPLIER},
        {"Customer Supplier", LUNETTE_CUSTOMER_SUPPLIER},
        {"CUSTOMER_SUPPLIER", LUNETTE_CUSTOMER_SUPPLIER},
        {"customer", -1},
        {"customer-supplier-x", -1},
        {"", -1},
        {"-", -1},
    };
    const struct schema_field *field =
        schema_field_of(schema_kind_of(LUNETTE_RELATIONSHIP), "pattern");
    for (size_t i = 0; i < COUNT(cases); i++) {
        int value = -1;
        TEST(schema_value_named(field, cases[i].word, &value) == (cases[i].value >= 0));
        TEST(value == cases[i].value);
    }
}

/* Read as it stands, an example has no mistake but names that only a whole model declares. */
static void test_examples(void)
{
    for (enum lunette_kind id = 1; id < LUNETTE_KIND_COUNT; id++) {
        const struct schema_kind *kind = schema_kind_of(id);
        struct model_fixture fixture;
        if (!kind->example)
            continue;
        row = kind->name;
        HOLDS(model_read(&fixture, kind->example));
        for (size_t i = 0; i < fixture.diag.count; i++) {
            const char *rule = fixture.diag.findings[i]->rule;
            HOLDS(strcmp(rule, "model/unresolved") == 0 || strcmp(rule, "model/unused-part") == 0);
        }
        HOLDS(!model_finding(&fixture, "model/unused-part", 0) || kind->place == SCHEMA_PART_OF);
        model_close(&fixture);
    }
}

int main(void)
{
    test_kinds();
    test_constructors_and_plurals_differ();
    test_fields();
    test_keys_of_a_kind_differ();
    test_dump_keys_of_a_kind_differ();
    test_keys_may_carry_their_unit();
    test_field_names();
    test_values();
    test_value_names();
    test_examples();
    return test_done();
}
