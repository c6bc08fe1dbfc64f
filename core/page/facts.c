#include "page/facts.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/units.h"
#include "model/schema.h"
#include "page/values.h"

/* Drawn and listed as links. */
static const char links[] = "dependencies publishes consumes datastores uses routes steps used_by";

struct facts {
    const struct entities *entities;
    struct buf text; /* of the value at hand */
};

/* ---- one quantity ---- */

static void print_number(struct buf *out, double number)
{
    buf_printf(out, "%.6g", number);
}

static void print_seconds(struct buf *out, double seconds)
{
    unit_print_duration(out, seconds * 1000);
}

static void print_quantity(struct buf *out, enum schema_type type, double quantity)
{
    static void (*const printers[])(struct buf *, double) = {
        [SCHEMA_NUMBER] = print_number,  [SCHEMA_MS] = unit_print_duration,
        [SCHEMA_S] = print_seconds,      [SCHEMA_RATIO] = unit_print_ratio,
        [SCHEMA_RATE] = unit_print_rate, [SCHEMA_BYTES] = unit_print_bytes,
    };
    if (lunette_known(quantity))
        printers[type](out, quantity);
}

static void print_flag(struct buf *out, enum lunette_flag flag)
{
    if (flag != LUNETTE_UNSAID)
        buf_add_text(out, flag == LUNETTE_YES ? "yes" : "no");
}

static void print_text(struct buf *out, const char *text)
{
    if (text)
        buf_add_text(out, text);
}

/* Adds nothing where the model does not say, and for what is no single value. */
static void print_field(struct buf *out, const struct lunette_item *item,
                        const struct schema_field *field)
{
    const void *member = schema_member(item, field);
    switch (field->type) {
    case SCHEMA_STRING: print_text(out, *(const char *const *)member); break;
    case SCHEMA_BOOL: print_flag(out, *(const enum lunette_flag *)member); break;
    case SCHEMA_INTEGER:
        if (*(const int64_t *)member != LUNETTE_UNSET)
            buf_printf(out, "%" PRId64, *(const int64_t *)member);
        break;
    case SCHEMA_NUMBER:
    case SCHEMA_MS:
    case SCHEMA_S:
    case SCHEMA_RATIO:
    case SCHEMA_RATE:
    case SCHEMA_BYTES: print_quantity(out, field->type, *(const double *)member); break;
    case SCHEMA_ENUM: print_text(out, schema_value_name(field, *(const int *)member)); break;
    case SCHEMA_REF: print_text(out, ((const struct lunette_ref *)member)->name); break;
    default: break;
    }
}

/* ---- values ---- */

/* The text at hand as a value of `list`, and none when it is empty. */
static void end_value(struct facts *facts, json_t *list, const struct lunette_item *to)
{
    if (facts->text.length) {
        json_t *value = json_object();
        values_set_text(value, "text", buf_text(&facts->text));
        entities_set_number(value, "to", entities_number(facts->entities, to));
        json_array_append_new(list, value);
    }
    buf_clear(&facts->text);
}

static void add_text(struct facts *facts, json_t *list, const char *text,
                     const struct lunette_item *to)
{
    print_text(&facts->text, text);
    end_value(facts, list, to);
}

static void add_map(struct facts *facts, json_t *list, const struct lunette_map *map)
{
    for (size_t i = 0; i < map->count; i++) {
        buf_printf(&facts->text, "%s: %s", map->items[i].key, map->items[i].value);
        end_value(facts, list, NULL);
    }
}

static void print_words(struct buf *out, const char *key)
{
    for (; *key; key++)
        buf_add_char(out, *key == '_' ? ' ' : *key);
}

/* "min 4", "metric cpu": the plain fields of a part. */
static void add_fields(struct facts *facts, json_t *list, const struct lunette_item *part)
{
    struct buf value = {0};
    const struct schema_field *field = schema_kind_of(part->kind)->fields;
    for (; field->key; field++) {
        buf_clear(&value);
        print_field(&value, part, field);
        if (!value.length)
            continue;
        print_words(&facts->text, field->key);
        buf_printf(&facts->text, " %s", buf_text(&value));
        end_value(facts, list, NULL);
    }
    buf_free(&value);
}

static void add_part(struct facts *facts, json_t *list, const struct lunette_item *part)
{
    if (!part)
        return;
    const struct schema_kind *kind = schema_kind_of(part->kind);
    if (kind->place != SCHEMA_TABLE) {
        print_words(&facts->text, kind->name);
        end_value(facts, list, NULL);
    }
    add_fields(facts, list, part);
}

/* "availability 99.9 %" */
static void add_objective(struct facts *facts, json_t *list, const struct lunette_slo *slo)
{
    print_text(&facts->text, slo->item.name);
    buf_add_char(&facts->text, ' ');
    print_quantity(&facts->text, SCHEMA_RATIO, slo->target_ratio);
    print_quantity(&facts->text, SCHEMA_MS, slo->target_ms);
    print_quantity(&facts->text, SCHEMA_RATE, slo->target_per_s);
    end_value(facts, list, NULL);
}

/* "POST /orders", "liveness /health" */
static void add_named(struct facts *facts, json_t *list, const struct lunette_item *part)
{
    print_words(&facts->text, schema_kind_of(part->kind)->name);
    if (part->name)
        buf_printf(&facts->text, " %s", part->name);
    end_value(facts, list, NULL);
}

static void add_link(struct facts *facts, json_t *list, const struct lunette_link *link)
{
    size_t before = json_array_size(list);
    add_text(facts, list, link->title ? link->title : link->url, NULL);
    if (json_array_size(list) > before)
        values_set_text(json_array_get(list, before), "url", link->url);
}

static void add_parts(struct facts *facts, json_t *list, const struct lunette_items *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct lunette_item *part = parts->items[i];
        if (part->kind == LUNETTE_SLO)
            add_objective(facts, list, (const struct lunette_slo *)part);
        else if (part->kind == LUNETTE_LINK)
            add_link(facts, list, (const struct lunette_link *)part);
        else
            add_named(facts, list, part);
    }
}

static void add_numbers(struct facts *facts, json_t *list, enum schema_type type,
                        const struct lunette_numbers *numbers)
{
    for (size_t i = 0; i < numbers->count; i++) {
        print_quantity(&facts->text, type, numbers->items[i]);
        end_value(facts, list, NULL);
    }
}

static void add_bits(struct facts *facts, json_t *list, const struct schema_field *field,
                     unsigned bits)
{
    for (const struct schema_value *value = field->values; value->name; value++)
        if (bits & (unsigned)value->value)
            add_text(facts, list, value->name, NULL);
}

static void add_field(struct facts *facts, json_t *list, const struct lunette_item *item,
                      const struct schema_field *field)
{
    const void *member = schema_member(item, field);
    const struct lunette_strings *strings = member;
    const struct lunette_refs *refs = member;
    switch (field->type) {
    case SCHEMA_STRINGS:
        for (size_t i = 0; i < strings->count; i++)
            add_text(facts, list, strings->items[i], NULL);
        break;
    case SCHEMA_REFS:
        for (size_t i = 0; i < refs->count; i++)
            add_text(facts, list, refs->items[i].name, refs->items[i].to);
        break;
    case SCHEMA_INTEGERS: add_numbers(facts, list, SCHEMA_NUMBER, member); break;
    case SCHEMA_RATIOS: add_numbers(facts, list, SCHEMA_RATIO, member); break;
    case SCHEMA_BITS: add_bits(facts, list, field, *(const unsigned *)member); break;
    case SCHEMA_MAP: add_map(facts, list, member); break;
    case SCHEMA_PART: add_part(facts, list, *(const struct lunette_item *const *)member); break;
    case SCHEMA_PARTS: add_parts(facts, list, member); break;
    default:
        print_field(&facts->text, item, field);
        end_value(facts, list,
                  field->type == SCHEMA_REF ? ((const struct lunette_ref *)member)->to : NULL);
        break;
    }
}

static void add_fact(struct facts *facts, json_t *out, const struct lunette_item *item,
                     const struct schema_field *field)
{
    json_t *values = json_array();
    add_field(facts, values, item, field);
    if (!json_array_size(values)) {
        json_decref(values);
        return;
    }
    json_t *fact = json_object();
    values_set_text(fact, "key", field->key);
    json_object_set_new(fact, "values", values);
    json_array_append_new(out, fact);
}

json_t *facts_value(const struct entities *entities, const struct lunette_item *item)
{
    struct facts facts = {.entities = entities};
    json_t *out = json_array();
    const struct schema_field *field = schema_kind_of(item->kind)->fields;
    for (; field->key; field++)
        if (!schema_word_in(links, field->key, strlen(field->key)))
            add_fact(&facts, out, item, field);
    for (field = schema_common_fields + 1; field->key; field++)
        add_fact(&facts, out, item, field);
    buf_free(&facts.text);
    return out;
}
