/* Single values. */
#include <lauxlib.h>
#include <math.h>
#include <string.h>

#include "base/nearest.h"
#include "base/units.h"
#include "base/utf8.h"
#include "script/decoder.h"

static const char *intern_string(struct decoder *decoder, int index)
{
    size_t length;
    const char *text = lua_tolstring(decoder->L, index, &length);
    size_t at = decoder_slot(text, length, decoder->slots * DECODER_TEXTS);
    struct decoder_text *slot = &decoder->texts[at];
    if (slot->lua_text == text)
        return slot->text;
    if (memchr(text, '\0', length))
        return NULL;
    *slot = (struct decoder_text){text, intern_bytes(&decoder->builder->names, text, length)};
    return slot->text;
}

const char *decoder_text(struct decoder *decoder, int index)
{
    int type = lua_type(decoder->L, index);
    if (type == LUA_TSTRING)
        return intern_string(decoder, index);
    if (type != LUA_TNUMBER)
        return NULL;
    lua_pushvalue(decoder->L, index); /* lua_tolstring would change a number in its table */
    const char *text = intern_text(&decoder->builder->names, lua_tostring(decoder->L, -1));
    lua_pop(decoder->L, 1);
    return text;
}

void decode_string(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    if (slot->field->flags & SCHEMA_OR_FALSE && lua_isboolean(decoder->L, index) &&
        !lua_toboolean(decoder->L, index)) {
        *(const char **)member = "";
        return;
    }
    const char *text = decoder_text(decoder, index);
    if (text)
        *(const char **)member = text;
    else
        decoder_mismatch(decoder, slot, index);
}

void decode_bool(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    if (lua_isboolean(decoder->L, index))
        *(enum lunette_flag *)member = lua_toboolean(decoder->L, index) ? LUNETTE_YES : LUNETTE_NO;
    else
        decoder_mismatch(decoder, slot, index);
}

/* Whether a number lies within the row's bounds; a finding when not. */
static bool within_bounds(struct decoder *decoder, const struct slot *slot, double number)
{
    const struct schema_field *field = slot->field;
    if (number < field->at_least)
        decoder_reject(decoder, slot, "%s is %.15g; it must be at least %.15g",
                       decoder_called(decoder, slot), number, field->at_least);
    else if (field->at_most > 0 && number > field->at_most)
        decoder_reject(decoder, slot, "%s is %.15g; it must be at most %.15g",
                       decoder_called(decoder, slot), number, field->at_most);
    else
        return true;
    return false;
}

void decode_integer(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    int whole = 0;
    lua_Integer number = 0;
    if (lua_type(decoder->L, index) == LUA_TNUMBER)
        number = lua_tointegerx(decoder->L, index, &whole);
    if (!whole)
        decoder_mismatch(decoder, slot, index);
    else if (within_bounds(decoder, slot, (double)number))
        *(int64_t *)member = number;
}

/* One of the ways to read text as a number: unit_parse_duration, … */
struct reader {
    bool (*parse)(const char *text, double *number);
};

static const struct reader durations = {unit_parse_duration}, ratios = {unit_parse_ratio},
                           rates = {unit_parse_rate}, sizes = {unit_parse_bytes};

static struct decoder_value *value_slot(struct decoder *decoder, const char *text,
                                        const void *read_as)
{
    return &decoder->values[decoder_slot(text, (uintptr_t)read_as, decoder->slots)];
}

/* Text at the stack's index that the reader understands. A model says the same few over and over. */
static bool read_quantity(struct decoder *decoder, int index, const struct reader *reader,
                          double *number)
{
    if (lua_type(decoder->L, index) != LUA_TSTRING)
        return false;
    const char *text = lua_tostring(decoder->L, index);
    struct decoder_value *slot = value_slot(decoder, text, reader);
    if (slot->lua_text != text || slot->read_as != reader) {
        if (!reader->parse(text, number))
            return false;
        *slot = (struct decoder_value){text, reader, *number};
    }
    *number = slot->number;
    return true;
}

static bool is_finite_number(struct decoder *decoder, int index)
{
    return lua_type(decoder->L, index) == LUA_TNUMBER && isfinite(lua_tonumber(decoder->L, index));
}

void decode_number(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    double number;
    if (read_quantity(decoder, index, &ratios, &number))
        *(double *)member = number;
    else if (!is_finite_number(decoder, index))
        decoder_mismatch(decoder, slot, index);
    else if (within_bounds(decoder, slot, lua_tonumber(decoder->L, index)))
        *(double *)member = lua_tonumber(decoder->L, index);
}

/* What one of each unit is worth: milliseconds, per second, or a ratio. */
static double unit_factor(const char *unit)
{
    static const struct {
        const char *unit;
        double factor;
    } factors[] = {
        {"ms", 1},      {"s", 1e3},       {"m", 60e3}, {"h", 3600e3},
        {"d", 86400e3}, {"%", 1.0 / 100}, {"/s", 1},   {"/min", 1.0 / 60},
    };
    for (size_t i = 0; i < sizeof factors / sizeof *factors; i++)
        if (strcmp(factors[i].unit, unit) == 0)
            return factors[i].factor;
    return NAN;
}

/* A number whose unit stands in the key: interval_seconds = 30. */
static bool number_with_unit(struct decoder *decoder, const struct slot *slot, int index,
                             double *value)
{
    if (!slot->unit || !is_finite_number(decoder, index) || lua_tonumber(decoder->L, index) < 0)
        return false;
    double number = lua_tonumber(decoder->L, index);
    *value = slot->unit[0] == '%' ? decoder_percent(number) : number * unit_factor(slot->unit);
    return true;
}

/* A number, or text that holds nothing else. */
static bool is_numeric(struct decoder *decoder, int index, double *number)
{
    int is_number;
    *number = lua_tonumberx(decoder->L, index, &is_number);
    return is_number && isfinite(*number);
}

/* A quantity that lacks its unit, or is negative: says which to write. */
static void reject_unitless(struct decoder *decoder, const struct slot *slot, int index,
                            const char *units[2])
{
    bool is_text = lua_type(decoder->L, index) == LUA_TSTRING;
    double number;
    if (!is_numeric(decoder, index, &number) || (is_text && (slot->unit || number < 0))) {
        decoder_mismatch(decoder, slot, index);
        return;
    }
    if (slot->unit || number < 0) {
        decoder_reject(decoder, slot, "'%s' is %.15g; it must be at least 0", slot->written,
                       number);
        return;
    }
    struct lunette_finding *finding = decoder_reject(decoder, slot, "'%s = %s' has no unit",
                                                     slot->written, decoder_show(decoder, index));
    finding_help(finding, "write \"%.15g%s\" or \"%.15g%s\"", number, units[0], number, units[1]);
}

void decode_duration_ms(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    double ms;
    if (number_with_unit(decoder, slot, index, &ms) ||
        read_quantity(decoder, index, &durations, &ms))
        *(double *)member = ms;
    else
        reject_unitless(decoder, slot, index, (const char *[]){"ms", "s"});
}

void decode_duration_s(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    double ms = NAN;
    if (number_with_unit(decoder, slot, index, &ms) ||
        read_quantity(decoder, index, &durations, &ms))
        *(double *)member = ms / 1000;
    else
        reject_unitless(decoder, slot, index, (const char *[]){"d", "h"});
}

static void take_ratio(struct decoder *decoder, const struct slot *slot, double ratio,
                       double *member)
{
    if (ratio >= 0 && ratio <= 1) {
        *member = ratio;
        return;
    }
    struct lunette_finding *finding =
        decoder_reject(decoder, slot, "%s is %.15g; a ratio lies between 0 and 1",
                       decoder_called(decoder, slot), ratio);
    if (ratio > 1 && ratio <= 100)
        finding_help(finding, "write \"%.15g%%\" or %.15g", ratio, ratio / 100);
}

void decode_ratio(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    double ratio;
    if (number_with_unit(decoder, slot, index, &ratio) ||
        read_quantity(decoder, index, &ratios, &ratio))
        take_ratio(decoder, slot, ratio, member);
    else if (is_finite_number(decoder, index))
        take_ratio(decoder, slot, lua_tonumber(decoder->L, index), member);
    else
        decoder_mismatch(decoder, slot, index);
}

void decode_rate(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    double per_s;
    if (number_with_unit(decoder, slot, index, &per_s) ||
        read_quantity(decoder, index, &rates, &per_s))
        *(double *)member = per_s;
    else
        reject_unitless(decoder, slot, index, (const char *[]){"/s", "/min"});
}

void decode_bytes(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    double bytes;
    if (read_quantity(decoder, index, &sizes, &bytes))
        *(double *)member = bytes;
    else
        reject_unitless(decoder, slot, index, (const char *[]){"MiB", "GiB"});
}

/* The word an enum is looked up by: true and false have names, too. */
static const char *enum_word(struct decoder *decoder, int index)
{
    if (lua_isboolean(decoder->L, index))
        return lua_toboolean(decoder->L, index) ? "true" : "false";
    return lua_type(decoder->L, index) == LUA_TSTRING ? lua_tostring(decoder->L, index) : NULL;
}

static void reject_word(struct decoder *decoder, const struct slot *slot, int index)
{
    struct lunette_finding *finding = decoder_mismatch(decoder, slot, index);
    const char *word = enum_word(decoder, index);
    struct nearest nearest;
    nearest_start(&nearest, word ? word : "");
    for (const struct schema_value *value = slot->field->values; value->name; value++)
        nearest_offer(&nearest, value->name);
    if (nearest_best(&nearest))
        finding_help(finding, "did you mean \"%s\"?", nearest_best(&nearest));
}

static bool read_word(struct decoder *decoder, const struct schema_field *field, const char *word,
                      int *value)
{
    struct decoder_value *slot = value_slot(decoder, word, field);
    if (slot->lua_text != word || slot->read_as != field) {
        if (!schema_value_named(field, word, value))
            return false;
        *slot = (struct decoder_value){word, field, *value};
    }
    *value = (int)slot->number;
    return true;
}

void decode_enum(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    const char *word = enum_word(decoder, index);
    int value;
    if (word && read_word(decoder, slot->field, word, &value))
        *(int *)member = value;
    else
        reject_word(decoder, slot, index);
}

void decode_bit(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    const char *word = enum_word(decoder, index);
    int value;
    if (word && read_word(decoder, slot->field, word, &value))
        *(unsigned *)member |= (unsigned)value;
    else
        reject_word(decoder, slot, index);
}

void decode_function_value(struct decoder *decoder, const struct slot *slot, int index,
                           void *member)
{
    if (!lua_isfunction(decoder->L, index)) {
        decoder_mismatch(decoder, slot, index);
        return;
    }
    lua_pushvalue(decoder->L, index);
    *(int64_t *)member = luaL_ref(decoder->L, LUA_REGISTRYINDEX);
}
