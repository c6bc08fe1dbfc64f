#include "base/units.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

/* Every whole number up to here is a double of its own. */
#define QUANTITY_MAX 9007199254740992.0

/* A further digit could take the mantissa over 2^53 from here on. */
#define MANTISSA_FULL 9e14

/* More digits than these come from a computation, not from a person. */
#define DECIMALS_MAX 9
#define DIGITS_LIMIT 1e11

#define DECIMALS_ROUNDED 3
#define DECIMALS_RATIO_MAX 15

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* `mantissa` is a whole number: multiplied by a unit's whole factor it stays exact, and the one
 * division or multiplication by a power of ten then rounds correctly. */
struct decimal {
    double mantissa;
    int exponent;
};

/* One unit is factor * 10^exponent of the base unit. */
struct unit {
    const char *name;
    double factor;
    int exponent;
};

static const struct unit duration_units[] = {
    {"us", 1, -3}, {"ms", 1, 0}, {"s", 1, 3},   {"m", 6, 4},
    {"min", 6, 4}, {"h", 36, 5}, {"d", 864, 5}, {"w", 6048, 5},
};

#define KIBI 1024.0

static const struct unit byte_units[] = {
    {"B", 1, 0},
    {"KB", 1, 3},
    {"kB", 1, 3},
    {"MB", 1, 6},
    {"GB", 1, 9},
    {"TB", 1, 12},
    {"KiB", KIBI, 0},
    {"MiB", KIBI *KIBI, 0},
    {"GiB", KIBI *KIBI *KIBI, 0},
    {"TiB", KIBI *KIBI *KIBI *KIBI, 0},
};

static const struct period {
    const char *name;
    double seconds;
} periods[] = {
    {"s", 1}, {"m", 60}, {"min", 60}, {"h", 3600}, {"d", 86400},
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The first byte behind the digits. */
static const char *read_digits(const char *text, struct decimal *decimal, bool behind_point)
{
    for (; is_digit(*text); text++) {
        bool kept = decimal->mantissa < MANTISSA_FULL;
        if (kept)
            decimal->mantissa = decimal->mantissa * 10 + (*text - '0');
        decimal->exponent += behind_point ? -kept : !kept;
    }
    return text;
}

/* The first byte behind the number, or NULL. */
static const char *read_decimal(const char *text, struct decimal *decimal)
{
    *decimal = (struct decimal){0, 0};
    if (!is_digit(*text))
        return NULL;
    text = read_digits(text, decimal, false);
    if (*text != '.')
        return text;
    return is_digit(text[1]) ? read_digits(text + 1, decimal, true) : NULL;
}

static double power_of_ten(int exponent)
{
    double power = 1;
    for (; exponent > 0 && power < 1e300; exponent--)
        power *= 10;
    return power;
}

static double scale(struct decimal decimal, double factor, int exponent)
{
    double mantissa = decimal.mantissa * factor;
    exponent += decimal.exponent;
    return exponent < 0 ? mantissa / power_of_ten(-exponent) : mantissa * power_of_ten(exponent);
}

static double unit_size(const struct unit *unit)
{
    return scale((struct decimal){1, 0}, unit->factor, unit->exponent);
}

static bool accept(double value, double *result)
{
    if (!(value <= QUANTITY_MAX))
        return false;
    *result = value;
    return true;
}

static const struct unit *read_unit(const char **text, const struct unit *units, size_t count)
{
    size_t length = 0;
    while (is_letter((*text)[length]))
        length++;
    for (size_t i = 0; i < count; i++) {
        if (strlen(units[i].name) == length && memcmp(units[i].name, *text, length) == 0) {
            *text += length;
            return &units[i];
        }
    }
    return NULL;
}

/* One number with its unit; NULL when there is none at *text. */
static const struct unit *read_quantity(const char **text, const struct unit *units, size_t count,
                                        double *value)
{
    struct decimal decimal;
    const char *rest = read_decimal(*text, &decimal);
    const struct unit *unit = rest ? read_unit(&rest, units, count) : NULL;
    if (!unit)
        return NULL;
    *text = rest;
    *value = scale(decimal, unit->factor, unit->exponent);
    return unit;
}

bool unit_parse_duration(const char *text, double *ms)
{
    double sum = 0, last_size = INFINITY;
    do {
        double part;
        const struct unit *unit =
            read_quantity(&text, duration_units, COUNT(duration_units), &part);
        if (!unit || unit_size(unit) >= last_size)
            return false;
        last_size = unit_size(unit);
        sum += part;
    } while (*text);
    return accept(sum, ms);
}

bool unit_parse_ratio(const char *text, double *ratio)
{
    struct decimal decimal;
    const char *rest = read_decimal(text, &decimal);
    if (!rest)
        return false;
    if (strcmp(rest, "%") == 0)
        return accept(scale(decimal, 1, -2), ratio);
    double value = scale(decimal, 1, 0);
    return *rest == '\0' && value <= 1 && accept(value, ratio);
}

bool unit_parse_rate(const char *text, double *per_second)
{
    struct decimal decimal;
    const char *rest = read_decimal(text, &decimal);
    if (!rest || *rest != '/')
        return false;
    for (size_t i = 0; i < COUNT(periods); i++) {
        if (strcmp(rest + 1, periods[i].name) == 0)
            return accept(scale(decimal, 1, 0) / periods[i].seconds, per_second);
    }
    return false;
}

bool unit_parse_bytes(const char *text, double *bytes)
{
    double value;
    return read_quantity(&text, byte_units, COUNT(byte_units), &value) && *text == '\0' &&
           accept(value, bytes);
}

/* What a value may be shown in: the first one that is not over the value is taken when none
 * shows it exactly, the last one when all are. */
struct shown {
    const char *unit;
    double size;
};

static const struct shown shown_durations[] = {
    {" d", 864e5}, {" h", 36e5}, {" min", 6e4}, {" s", 1e3}, {" ms", 1}, {" us", 1e-3},
};

static const struct shown shown_rates[] = {
    {"/s", 1},
    {"/min", 1 / 60.0},
    {"/h", 1 / 3600.0},
    {"/d", 1 / 86400.0},
};

static const struct shown shown_bytes[] = {
    {" TiB", KIBI *KIBI *KIBI *KIBI},
    {" TB", 1e12},
    {" GiB", KIBI *KIBI *KIBI},
    {" GB", 1e9},
    {" MiB", KIBI *KIBI},
    {" MB", 1e6},
    {" KiB", KIBI},
    {" KB", 1e3},
    {" B", 1},
};

struct number {
    char text[48];
    bool exact;
};

static void trim_zeros(char *text)
{
    if (!strchr(text, '.'))
        return;
    char *end = text + strlen(text);
    while (end[-1] == '0')
        *--end = '\0';
    if (end[-1] == '.')
        end[-1] = '\0';
}

/* Dividing by a unit and back costs a few of a double's last bits. */
static bool is_same(double a, double b)
{
    return fabs(a - b) <= 1e-14 * fabs(b);
}

static struct number print_number(double value)
{
    struct number number = {.exact = true};
    if (!(fabs(value) <= QUANTITY_MAX)) {
        snprintf(number.text, sizeof number.text, "%.6g", value);
        return number;
    }
    if (value == trunc(value)) { /* nearly all; a fifth of the price of the search below */
        snprintf(number.text, sizeof number.text, "%lld", (long long)value);
        return number;
    }
    double digits = fabs(value);
    for (int decimals = 0; decimals == 0 || (decimals <= DECIMALS_MAX && digits < DIGITS_LIMIT);
         decimals++, digits *= 10) {
        if (fabs(digits - nearbyint(digits)) > 1e-12 * digits)
            continue; /* not so few: printing to see costs a hundred times more */
        snprintf(number.text, sizeof number.text, "%.*f", decimals, value);
        if (is_same(strtod(number.text, NULL), value))
            return number;
    }
    snprintf(number.text, sizeof number.text, "%.*f", DECIMALS_ROUNDED, value);
    trim_zeros(number.text);
    number.exact = false;
    return number;
}

static bool is_better(const struct number *number, const struct number *best)
{
    return number->exact && (!best->exact || strlen(number->text) < strlen(best->text));
}

static void print_shortest(struct buf *out, double value, const struct shown *shown, size_t count)
{
    const char *unit = NULL;
    struct number best = {.exact = false};
    for (size_t i = 0; i < count; i++) {
        double units = value / shown[i].size;
        if (fabs(units) < 1 - 1e-14 && (unit || i + 1 < count))
            continue;
        struct number number = print_number(units);
        if (!unit || is_better(&number, &best)) {
            unit = shown[i].unit;
            best = number;
        }
        if (best.exact && !strchr(best.text, '.'))
            break; /* in smaller units it is longer */
    }
    buf_add_text(out, best.text);
    buf_add_text(out, unit);
}

/* Microseconds, the last row, are no unit to say "none" in. */
static size_t duration_rows(double ms)
{
    return ms == 0 ? COUNT(shown_durations) - 1 : COUNT(shown_durations);
}

void unit_print_duration(struct buf *out, double ms)
{
    print_shortest(out, ms, shown_durations, duration_rows(ms));
}

void unit_print_rate(struct buf *out, double per_second)
{
    print_shortest(out, per_second, shown_rates, per_second == 0 ? 1 : COUNT(shown_rates));
}

void unit_print_bytes(struct buf *out, double bytes)
{
    print_shortest(out, bytes, shown_bytes, COUNT(shown_bytes));
}

static bool is_rounded_away(const char *text, double percent)
{
    double shown = strtod(text, NULL);
    return (shown == 0 || shown == 100) && !is_same(shown, percent);
}

void unit_print_ratio(struct buf *out, double ratio)
{
    double percent = ratio * 100;
    struct number number = print_number(percent);
    for (int decimals = DECIMALS_ROUNDED + 1;
         is_rounded_away(number.text, percent) && decimals <= DECIMALS_RATIO_MAX; decimals++) {
        snprintf(number.text, sizeof number.text, "%.*f", decimals, percent);
    }
    buf_add_text(out, number.text);
    buf_add_text(out, " %");
}
