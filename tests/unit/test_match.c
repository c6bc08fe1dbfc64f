/* The counted matcher against the stock one, on random patterns; and what has no counterpart. */
#include "test.h"

#include <lualib.h>
#include <stdlib.h>

#include "script_fixture.h"

enum { ROUNDS = 60000, SHOWN = 512 };

static uint32_t random_state = 12345;

/* xorshift32: the same patterns on every run. */
static uint32_t next_random(uint32_t below)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state % below;
}

static void add_pieces(char *text, size_t size, const char *const *pieces, uint32_t kinds,
                       uint32_t count)
{
    text[0] = '\0';
    for (uint32_t i = 0; i < count; i++)
        strncat(text, pieces[next_random(kinds)], size - strlen(text) - 1);
}

static const char *const pattern_pieces[] = {
    "a",     "b",   "c",     ".",     "%a",     "%d",   "%s",     "%W",     "%.",   "[ab]", "[^a]",
    "[a-c]", "[]]", "[^]x]", "[%a-]", "[%d%s]", "[a-]", "*",      "+",      "-",    "?",    "(",
    ")",     "()",  "%1",    "%2",    "%b()",   "%bab", "%f[%a]", "%f[^b]", "^",    "$",    "%",
    "[",     "]",   "%%",    "1",     " ",      "%u",   "%L",     "(a*)",   "(.-)", "\x80",
};
static const char *const subject_pieces[] = {"a", "b", "c", "(", ")",    "1",  " ", "]", "-",
                                             "%", ".", "A", "x", "\x80", "ab", "$", "^"};
static const char *const replacement_pieces[] = {"x", "%0", "%1", "%2", "%%", "", "-", "%"};

#define PIECES(pieces) (pieces), (uint32_t)(sizeof(pieces) / sizeof *(pieces))

/* A call: function, arguments as strings or numbers. */
struct call {
    const char *function;
    char subject[64], pattern[64], replacement[32];
    int start;
};

static void random_call(struct call *call)
{
    static const char *const functions[] = {"find", "match", "gmatch", "gsub"};
    call->function = functions[next_random(4)];
    add_pieces(call->subject, sizeof call->subject, PIECES(subject_pieces), next_random(12));
    add_pieces(call->pattern, sizeof call->pattern, PIECES(pattern_pieces), 1 + next_random(7));
    add_pieces(call->replacement, sizeof call->replacement, PIECES(replacement_pieces),
               next_random(4));
    call->start = (int)next_random(30) - 12;
}

/* Calls the library's function on the stack's top: string.find and friends, of either kind. */
static void push_results(lua_State *L, const struct call *call)
{
    bool substitutes = strcmp(call->function, "gsub") == 0;
    lua_getfield(L, -1, call->function);
    lua_pushstring(L, call->subject);
    lua_pushstring(L, call->pattern);
    if (substitutes)
        lua_pushstring(L, call->replacement);
    else
        lua_pushinteger(L, call->start);
    lua_call(L, 3, LUA_MULTRET);
}

static void show(lua_State *L, int from, char *text)
{
    for (int i = from; i <= lua_gettop(L); i++) {
        size_t used = strlen(text);
        const char *value = lua_isnil(L, i) ? "nil" : lua_tostring(L, i);
        snprintf(text + used, SHOWN - used, "%s;", value);
    }
}

static void show_iteration(lua_State *L, int iterator, char *text)
{
    for (int i = 0; i < 40; i++) {
        lua_settop(L, iterator);
        lua_pushvalue(L, iterator);
        lua_call(L, 0, LUA_MULTRET);
        if (lua_isnoneornil(L, iterator + 1))
            return;
        show(L, iterator + 1, text);
        strncat(text, "/", SHOWN - strlen(text) - 1);
    }
}

/* What a call gives, as text. */
static void show_call(lua_State *L, const struct call *call, char *text)
{
    lua_getglobal(L, "string");
    int base = lua_gettop(L);
    text[0] = '\0';
    push_results(L, call);
    if (strcmp(call->function, "gmatch") == 0)
        show_iteration(L, base + 1, text);
    else
        show(L, base + 1, text);
    lua_settop(L, base - 1);
}

struct job {
    const struct call *call;
    char text[SHOWN];
};

static int body(lua_State *L)
{
    struct job *job = lua_touserdata(L, 1);
    show_call(L, job->call, job->text);
    return 0;
}

/* Ours finds mistakes in a pattern that the stock matcher did not get to, so "it is malformed" is
 * only compared one way. */
static void compare(struct fixture *fixture, lua_State *stock, const struct call *call)
{
    struct job ours = {.call = call}, theirs = {.call = call};
    bool ours_ok = script_enter(&fixture->script, body, &ours);
    lua_pushcfunction(stock, body);
    lua_pushlightuserdata(stock, &theirs);
    bool theirs_ok = lua_pcall(stock, 1, 0, 0) == LUA_OK;
    lua_settop(stock, 0);
    if (ours_ok ? theirs_ok && strcmp(ours.text, theirs.text) == 0 : true) {
        TEST(fixture->script.failure.outcome <= SCRIPT_RUNTIME);
        return;
    }
    fprintf(stderr, "%s('%s', '%s', '%s', %d): ours %d %s, stock %d %s\n", call->function,
            call->subject, call->pattern, call->replacement, call->start, ours_ok, ours.text,
            theirs_ok, theirs.text);
    TEST(!"ours and stock agree");
}

/* Without a limit far away a single round could use all steps up. */
static void test_against_stock(void)
{
    struct fixture fixture;
    struct script_limits limits = script_default_limits;
    limits.steps = UINT64_C(1) << 40;
    limits.wall_ms = 1000000;
    lua_State *stock = luaL_newstate();
    luaL_requiref(stock, "string", luaopen_string, 1);
    TEST(fixture_open(&fixture, &limits));
    for (int i = 0; i < ROUNDS; i++) {
        struct call call;
        random_call(&call);
        compare(&fixture, stock, &call);
    }
    fixture_close(&fixture);
    lua_close(stock);
}

struct row {
    const char *text;
    const char *value;
};

static void test_rows(void)
{
    static const struct row rows[] = {
        {"return ('key = value'):match('^(%w+)%s*=%s*(%w+)$')", "key"},
        {"return select(2, ('key = value'):match('^(%w+)%s*=%s*(%w+)$'))", "value"},
        {"return ('a,b,c'):gsub(',', ';')", "a;b;c"},
        {"return (('hello world'):gsub('o', {o = '0'}))", "hell0 w0rld"},
        {"return (('abc'):gsub('%w', function(c) if c == 'b' then return 'B' end end))", "aBc"},
        {"return (('abc'):gsub('%w', '%0%0', 2))", "aabbc"},
        {"return (('abc'):gsub('', '-'))", "-a-b-c-"},
        {"return (('x'):gsub('x', '%9'))", "runtime: invalid capture index %9"},
        {"return (('x'):gsub('x', '%y'))", "runtime: invalid use of '%' in replacement string"},
        {"return (('x'):gsub('x', function() return {} end))",
         "runtime: invalid replacement value (a table)"},
        {"local s = '' for k, v in ('a=1, b=2'):gmatch('(%w+)=(%w+)') do s = s .. k .. v end "
         "return s",
         "a1b2"},
        {"local s = '' for p in ('abc'):gmatch('()') do s = s .. p end return s", "1234"},
        {"return ('THE (quick) fox'):find('%((%a+)%)')", "5"},
        {"return ('f(a(b)c)d'):match('%b()')", "(a(b)c)"},
        {"return ('THE (quick) fox'):find('(', 1, true)", "5"},
        {"return ('a\\0b'):find('\\0')", "2"},
        {"return ('a\\0b'):find('[\\0]')", "2"},
        {"return ('x'):find('', 10)", "nil"},
        {"return ('x'):find('', 2)", "2"},
        {"return ('a'):find('%')", "runtime: malformed pattern (ends with '%')"},
        {"return ('a'):find('[a')", "runtime: malformed pattern (missing ']')"},
        {"return ('a'):find('[a%')", "runtime: malformed pattern (missing ']')"},
        {"return ('a'):find('(a')", "runtime: unfinished capture"},
        {"return ('a'):match('a)')", "runtime: invalid pattern capture"},
        {"return ('a'):find('%f')", "runtime: missing '[' after '%f' in pattern"},
        {"return ('a'):find('%bx')", "runtime: malformed pattern (missing arguments to '%b')"},
        {"return ('a'):match('%1')", "runtime: invalid capture index %1"},
        {"return ('a'):match(('()'):rep(33))", "runtime: too many captures"},
        {"return select('#', ('a'):match(('()'):rep(32)))", "32"},
        {"return ('a'):match(('a?'):rep(201))", "runtime: pattern too complex"},
        {"return ('a'):rep(200):match(('a?'):rep(200)):len()", "200"},
        {"local n = 0 for i = 1, 2000 do n = n + #('k' .. i):match('k' .. i) end return n", "8893"},
        {"return (('x'):rep(100000):find(('.-'):rep(6) .. 'b'))",
         "steps: limit 'steps' of 50000000 reached"},
        {"local s = ('a'):rep(4000000) for i = 1, 1e9 do s:find('b', 1, true) end",
         "steps: limit 'steps' of 50000000 reached"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        TEST_TEXT(fixture_value(rows[i].text), rows[i].value);
}

int main(void)
{
    test_rows();
    test_against_stock();
    return test_done();
}
