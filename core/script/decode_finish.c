/* What can only be said when all fields of an item are read: objectives, scenario lines, and kinds whose
 * fields depend on each other. */
#include <math.h>
#include <string.h>

#include "base/units.h"
#include "script/decoder.h"

/* ---- objectives ---- */

/* A target may be text with a unit, or a number whose unit stands beside it; which member it goes to is
 * settled in finish_slo, when indicator and unit are known. Until then a bare number waits in target_ms
 * and target_per_s alike. */
void decode_target(struct decoder *decoder, const struct slot *slot, int index, void *member)
{
    (void)member;
    struct lunette_slo *slo = (struct lunette_slo *)slot->item;
    double value = NAN;
    const char *text =
        lua_type(decoder->L, index) == LUA_TSTRING ? lua_tostring(decoder->L, index) : NULL;
    if (lua_type(decoder->L, index) == LUA_TNUMBER && isfinite(lua_tonumber(decoder->L, index)))
        slo->target_ms = slo->target_per_s = lua_tonumber(decoder->L, index);
    else if (text && unit_parse_ratio(text, &value))
        slo->target_ratio = value;
    else if (text && unit_parse_duration(text, &value))
        slo->target_ms = value;
    else if (text && unit_parse_rate(text, &value))
        slo->target_per_s = value;
    else
        decoder_mismatch(decoder, slot, index);
}

static bool is_bare_number(const struct lunette_slo *slo)
{
    return lunette_known(slo->target_ms) && lunette_known(slo->target_per_s);
}

/* latency_p99, latency_p999: the digits behind the point. */
static double percentile_in(const char *name)
{
    const char *at = strstr(name, "_p");
    double percentile = 0, place = 0.1;
    if (!at)
        return NAN;
    for (at += 2; *at >= '0' && *at <= '9'; at++, place /= 10)
        percentile += (*at - '0') * place;
    return percentile > 0 ? round(percentile * 1e9) / 1e9 : NAN;
}

static enum lunette_sli sli_by_name(const char *name)
{
    static const struct {
        const char *start;
        enum lunette_sli sli;
    } names[] = {
        {"availability", LUNETTE_SLI_AVAILABILITY}, {"latency", LUNETTE_SLI_LATENCY},
        {"error", LUNETTE_SLI_ERROR_RATE},          {"throughput", LUNETTE_SLI_THROUGHPUT},
        {"freshness", LUNETTE_SLI_FRESHNESS},
    };
    for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
        if (strncmp(name, names[i].start, strlen(names[i].start)) == 0)
            return names[i].sli;
    return LUNETTE_SLI_UNSAID;
}

/* The units a bare number may have beside it, and what each measures when nothing else tells. */
static const struct target_unit {
    const char *name;
    enum lunette_sli sli;
    double factor;
} target_units[] = {
    {"ms", LUNETTE_SLI_LATENCY, 1},
    {"s", LUNETTE_SLI_LATENCY, 1e3},
    {"min", LUNETTE_SLI_LATENCY, 60e3},
    {"m", LUNETTE_SLI_LATENCY, 60e3},
    {"h", LUNETTE_SLI_LATENCY, 3600e3},
    {"%", LUNETTE_SLI_AVAILABILITY, 0.01},
    {"percent", LUNETTE_SLI_AVAILABILITY, 0.01},
    {"ratio", LUNETTE_SLI_AVAILABILITY, 1},
    {"/s", LUNETTE_SLI_THROUGHPUT, 1},
    {"/min", LUNETTE_SLI_THROUGHPUT, 1.0 / 60},
};

/* NULL: none is given, or one that nobody knows. */
static const struct target_unit *unit_of(const struct lunette_slo *slo)
{
    for (size_t i = 0; slo->unit && i < sizeof target_units / sizeof *target_units; i++)
        if (strcmp(target_units[i].name, slo->unit) == 0)
            return &target_units[i];
    return NULL;
}

/* What is measured, when neither field nor name say it: read off the unit of the target. */
static enum lunette_sli sli_by_target(const struct lunette_slo *slo)
{
    if (unit_of(slo))
        return unit_of(slo)->sli;
    if (is_bare_number(slo))
        return slo->unit ? LUNETTE_SLI_LATENCY : LUNETTE_SLI_AVAILABILITY;
    return lunette_known(slo->target_ms)      ? LUNETTE_SLI_LATENCY
           : lunette_known(slo->target_per_s) ? LUNETTE_SLI_THROUGHPUT
                                              : LUNETTE_SLI_AVAILABILITY;
}

/* The member an indicator's target belongs to. */
static double *target_member(struct lunette_slo *slo, enum lunette_sli sli)
{
    switch (sli) {
    case LUNETTE_SLI_LATENCY:
    case LUNETTE_SLI_FRESHNESS: return &slo->target_ms;
    case LUNETTE_SLI_THROUGHPUT: return &slo->target_per_s;
    default: return &slo->target_ratio;
    }
}

/* A bare number in the unit that stands beside it; NAN when that does not fit the indicator. */
static double in_unit(struct lunette_slo *slo, double number)
{
    const double *member = target_member(slo, slo->sli);
    const struct target_unit *unit = unit_of(slo);
    if (!slo->unit)
        return member == &slo->target_ratio ? number : NAN;
    if (!unit || target_member(slo, unit->sli) != member)
        return NAN;
    return unit->factor == 0.01 ? decoder_percent(number) : number * unit->factor;
}

/* How the target of an indicator is written, and the unit that a bare number most likely lacks. */
static const char *target_example(enum lunette_sli sli, const char **unit)
{
    switch (sli) {
    case LUNETTE_SLI_LATENCY:
    case LUNETTE_SLI_FRESHNESS: *unit = "ms"; return "a duration such as \"200ms\"";
    case LUNETTE_SLI_THROUGHPUT: *unit = "/s"; return "a rate such as \"500/s\"";
    default: *unit = "%"; return "a ratio such as \"99.9%\" or 0.999";
    }
}

/* `bare` is the number the target was written as, or NAN. */
static void reject_target(struct decoder *decoder, struct lunette_item *item, enum lunette_sli sli,
                          double bare)
{
    const char *unit, *example = target_example(sli, &unit);
    struct slot slot = {item,
                        schema_kind_of(LUNETTE_SLO),
                        schema_field_of(schema_kind_of(LUNETTE_SLO), "target"),
                        "target",
                        NULL,
                        0};
    struct lunette_finding *finding = decoder_reject(decoder, &slot, "the target of %s wants %s",
                                                     decoder_name(decoder, item), example);
    if (bare >= 0 && (bare <= 100 || *unit != '%'))
        finding_help(finding, "write target = \"%.15g%s\"", bare, unit);
    else
        finding_help(finding,
                     "write target = \"99.9%%\", \"200ms\" or \"500/s\", as the indicator needs");
}

static void finish_slo(struct decoder *decoder, struct lunette_item *item, int index)
{
    (void)index;
    struct lunette_slo *slo = (struct lunette_slo *)item;
    bool given = lunette_known(slo->target_ratio) || lunette_known(slo->target_ms) ||
                 lunette_known(slo->target_per_s);
    if (!slo->sli)
        slo->sli = sli_by_name(item->name);
    if (!slo->sli)
        slo->sli = sli_by_target(slo);
    if (slo->sli == LUNETTE_SLI_LATENCY && !lunette_known(slo->percentile) && item->name)
        slo->percentile = percentile_in(item->name);
    double *member = target_member(slo, slo->sli);
    double bare = is_bare_number(slo) ? slo->target_ms : NAN;
    double value = lunette_known(bare) ? in_unit(slo, bare) : *member;
    slo->target_ratio = slo->target_ms = slo->target_per_s = NAN;
    bool is_share = member == &slo->target_ratio;
    if (lunette_known(value) && (!is_share || (value >= 0 && value <= 1)))
        *member = value;
    else if (given)
        reject_target(decoder, item, slo->sli, bare);
}

/* ---- scenario lines ---- */

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \t");
}

/* Whether a name goes on here. A hyphen may begin an arrow. */
static bool is_in_name(const char *at)
{
    return (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= ':') ||
           *at == '_' || *at == '.' || *at == '/' || (*at == '-' && at[1] != '>' && at[1] != '-');
}

/* A participant's name; NULL when there is none. `*at` moves behind it and the blanks after. */
static const char *take_name(struct decoder *decoder, const char **at)
{
    size_t length = 0;
    while (is_in_name(*at + length))
        length++;
    if (length > 1 && (*at)[length - 1] == ':')
        length--; /* the colon before the text, written without a blank */
    const char *name = length ? intern_bytes(&decoder->builder->names, *at, length) : NULL;
    *at = skip_blanks(*at + length);
    return name;
}

static bool take_arrow(const char **at, enum lunette_message_style *style)
{
    static const struct {
        const char *arrow;
        enum lunette_message_style style;
    } arrows[] = {
        {"->>", LUNETTE_MESSAGE_ASYNC},
        {"-->", LUNETTE_MESSAGE_REPLY},
        {"->", LUNETTE_MESSAGE_CALL},
    };
    for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
        if (strncmp(*at, arrows[i].arrow, strlen(arrows[i].arrow)) == 0) {
            *style = arrows[i].style;
            *at = skip_blanks(*at + strlen(arrows[i].arrow));
            return true;
        }
    return false;
}

/* "a -> b: text" or "note a: text" into the message; false when it is neither. */
static bool parse_message(struct decoder *decoder, const char *line,
                          struct lunette_message *message)
{
    const char *at = skip_blanks(line);
    const char *name = take_name(decoder, &at);
    if (name && strcmp(name, "note") == 0 && *at != '-') {
        message->style = LUNETTE_MESSAGE_NOTE;
        name = take_name(decoder, &at);
    } else if (!take_arrow(&at, &message->style) || !(message->to.name = take_name(decoder, &at))) {
        return false;
    }
    message->from.name = name;
    if (*at == ':')
        at = skip_blanks(at + 1);
    else if (*at)
        return false;
    message->text = *at ? intern_text(&decoder->builder->names, at) : NULL;
    return name != NULL;
}

static void report_line(struct decoder *decoder, const struct slot *slot, const char *line)
{
    struct lunette_finding *finding =
        decoder_reject(decoder, slot, "cannot read the scenario line \"%s\"", line);
    finding_help(finding, "write \"a -> b: call\", \"b --> a: reply\", \"a ->> topic: message\" or "
                          "\"note a: text\"");
}

struct lunette_item *decode_message(struct decoder *decoder, const struct slot *slot,
                                    const char *line)
{
    struct lunette_message read = {.style = LUNETTE_MESSAGE_CALL};
    if (!parse_message(decoder, line, &read)) {
        report_line(decoder, slot, line);
        return NULL;
    }
    struct lunette_item *item = builder_add(decoder->builder, LUNETTE_MESSAGE, NULL);
    read.item = *item;
    read.item.owner = slot->item;
    read.item.owner_field = slot->field->key;
    read.item.owner_index = (uint32_t)slot->index;
    read.item.file = slot->item->file;
    *(struct lunette_message *)item = read;
    return item;
}

/* ---- kinds whose fields depend on each other ---- */

static void report_missing(struct decoder *decoder, const struct lunette_item *item,
                           const char *rule, const char *what, const char *help)
{
    struct lunette_finding *finding =
        diag_report(decoder->builder->diag, rule, LUNETTE_ERROR, lunette_at(item), "%s %s",
                    decoder_name(decoder, item), what);
    finding_help(finding, "%s", help);
}

static void finish_relationship(struct decoder *decoder, struct lunette_item *item, int index)
{
    (void)index;
    struct lunette_relationship *r = (struct lunette_relationship *)item;
    bool directed = r->upstream.name && r->downstream.name;
    if (!directed && r->between.count != 2)
        report_missing(decoder, item, "model/missing-field", "does not name its two contexts",
                       "write upstream = \"a\", downstream = \"b\" or between = { \"a\", \"b\" }");
}

static void finish_route(struct decoder *decoder, struct lunette_item *item, int index)
{
    (void)index;
    struct lunette_route *route = (struct lunette_route *)item;
    if (!route->service.name && !route->split.count)
        report_missing(decoder, item, "model/missing-field", "leads nowhere",
                       "write service = \"name\", or split = { to \"name\" { weight = 100 } }");
}

static bool is_date(const char *text)
{
    static const char form[] = "dddd-dd-dd";
    for (size_t i = 0; i < sizeof form - 1; i++)
        if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
            return false;
    int month = (text[5] - '0') * 10 + text[6] - '0', day = (text[8] - '0') * 10 + text[9] - '0';
    return text[10] == '\0' && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* What is no date counts as not said. */
static void check_date(struct decoder *decoder, struct lunette_item *item, const char *key,
                       const char **date)
{
    const char *text = *date;
    if (!text || is_date(text))
        return;
    *date = NULL;
    const struct schema_kind *kind = schema_kind_of(item->kind);
    struct slot slot = {item, kind, schema_field_of(kind, key), key, NULL, 0};
    struct lunette_finding *finding =
        decoder_reject(decoder, &slot, "'%s' is no date: \"%s\"", key, text);
    finding_help(finding, "write it as YYYY-MM-DD");
}

static void finish_allow(struct decoder *decoder, struct lunette_item *item, int index)
{
    (void)index;
    struct lunette_allow *allow = (struct lunette_allow *)item;
    check_date(decoder, item, "expires", &allow->expires);
    if (!allow->reason || !allow->reason[strspn(allow->reason, " \t\n")])
        report_missing(decoder, item, "model/allow-without-reason", "has no reason",
                       "add reason = \"why this is right here\"");
}

static void finish_endpoint(struct decoder *decoder, struct lunette_item *item, int index)
{
    (void)index;
    check_date(decoder, item, "sunset", &((struct lunette_endpoint *)item)->sunset);
}

/* Objectives are named within their service, so they can only be compared here. */
static void finish_service(struct decoder *decoder, struct lunette_item *item, int index)
{
    (void)index;
    const struct lunette_slos *slos = &((struct lunette_service *)item)->slos;
    for (size_t i = 1; i < slos->count; i++)
        for (size_t j = 0; j < i; j++)
            if (slos->items[i]->item.name &&
                slos->items[i]->item.name == slos->items[j]->item.name) {
                struct lunette_finding *finding =
                    diag_report(decoder->builder->diag, "model/duplicate", LUNETTE_ERROR,
                                lunette_at(slos->items[i]), "%s has two objectives '%s'",
                                decoder_name(decoder, item), slos->items[i]->item.name);
                finding_relate(finding, lunette_at(slos->items[j]), "first declared here");
                break;
            }
}

void decode_finish(struct decoder *decoder, struct lunette_item *item, int index)
{
    static void (*const finish[LUNETTE_KIND_COUNT])(struct decoder *, struct lunette_item *,
                                                    int) = {
        [LUNETTE_SLO] = finish_slo,           [LUNETTE_RELATIONSHIP] = finish_relationship,
        [LUNETTE_ROUTE] = finish_route,       [LUNETTE_ALLOW] = finish_allow,
        [LUNETTE_SERVICE] = finish_service,   [LUNETTE_GET] = finish_endpoint,
        [LUNETTE_POST] = finish_endpoint,     [LUNETTE_PUT] = finish_endpoint,
        [LUNETTE_PATCH] = finish_endpoint,    [LUNETTE_DELETE] = finish_endpoint,
        [LUNETTE_HEAD] = finish_endpoint,     [LUNETTE_OPTIONS] = finish_endpoint,
        [LUNETTE_RPC] = finish_endpoint,      [LUNETTE_QUERY] = finish_endpoint,
        [LUNETTE_MUTATION] = finish_endpoint, [LUNETTE_HANDLER] = finish_endpoint,
    };
    if (finish[item->kind])
        finish[item->kind](decoder, item, index);
}
