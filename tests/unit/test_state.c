#include "test.h"

#include "script_fixture.h"

struct row {
    const char *text;
    const char *value;
};

#define RUN_ROWS(rows) run_rows((rows), sizeof(rows) / sizeof *(rows))

static void run_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        TEST_TEXT(fixture_value(rows[i].text), rows[i].value);
}

static void test_order(void)
{
    static const struct row rows[] = {
        {"local s = '' for k in pairs{b=1, a=1, [3]=1, [1]=1, [-1]=1, [2.5]=1, [true]=1, "
         "[false]=1, ab=1} do s = s .. tostring(k) .. ' ' end return s",
         "-1 1 2.5 3 a ab b false true "},
        {"local s = '' for k, v in pairs{x=1, y=2, z=3} do s = s .. k .. v end return s", "x1y2z3"},
        {"local t, s = {a=1, b=2, c=3}, '' for k in pairs(t) do t.b = nil t.c = 9 s = s .. k end "
         "return s .. t.c",
         "ac9"},
        {"local t = {} for i = 1, 10000 do t['k' .. i] = i end local n, last = 0, '' "
         "for k in pairs(t) do n = n + 1 if k <= last then return 'unsorted' end last = k end "
         "return n",
         "10000"},
        {"local s, k, v = '', next{b=2, a=1, [1]=0} return k .. ',' .. v", "1,0"},
        {"local t = {b=2, a=1, c=3} local s, k = '', nil repeat k = next(t, k) "
         "s = s .. tostring(k) until k == nil return s",
         "abcnil"},
        {"return next{}", "nil"},
        {"for _ in pairs{[{}]=1} do end", "runtime: a table as a key has no stable order: this "
                                          "table cannot be iterated"},
        {"local t = {} t[math.maxinteger] = 1 t[math.maxinteger + 0.0] = 2 t[-0.5] = 3 "
         "local s = '' for _, v in pairs(t) do s = s .. v end return s",
         "312"},
        {"return select('#', pairs{})", "3"},
    };
    RUN_ROWS(rows);
}

static void test_sort(void)
{
    static const struct row rows[] = {
        {"local t = {3, 1, 2, 10, 5} table.sort(t) return table.concat(t, ' ')", "1 2 3 5 10"},
        {"local t = {} for i = 1, 300 do t[i] = {i % 3, i} end "
         "table.sort(t, function(a, b) return a[1] < b[1] end) "
         "for i = 2, 300 do local a, b = t[i - 1], t[i] "
         "if a[1] > b[1] or a[1] == b[1] and a[2] > b[2] then return 'unstable' end end "
         "return 'stable'",
         "stable"},
        {"local t = {} for i = 1, 500 do t[i] = i * 7919 % 503 end table.sort(t) "
         "for i = 2, 500 do if t[i - 1] > t[i] then return 'wrong' end end return 'right'",
         "right"},
        {"local t = {} for i = 1, 100 do t[i] = i end "
         "table.sort(t, function() return true end) return #t",
         "100"},
        {"table.sort{1, 'x'}", "runtime: attempt to compare string with number"},
        {"local t = {3, 2, 1} pcall(table.sort, t, function() error 'no' end) "
         "return table.concat(t, ' ')",
         "3 2 1"},
        {"table.sort({1, 2}, 7)",
         "runtime: bad argument #2 to 'sort' (function expected, got number)"},
    };
    RUN_ROWS(rows);
}

static void test_table(void)
{
    static const struct row rows[] = {
        {"local t = {1, 3} table.insert(t, 2, 2) table.insert(t, 4) return table.concat(t, ',')",
         "1,2,3,4"},
        {"table.insert({}, 5, 1)", "runtime: bad argument #2 to 'insert' (position out of bounds)"},
        {"local t = {1, 2, 3} return table.remove(t, 1) .. table.remove(t) .. #t", "131"},
        {"return tostring(table.remove({}))", "nil"},
        {"return table.concat({1, 2, 3}, '-', 2, 3)", "2-3"},
        {"return table.concat({}, 'x', 1, math.maxinteger)",
         "runtime: invalid value (at index 1) in table for 'concat'"},
        {"return select('#', table.unpack({}, 1, 3))", "3"},
        {"return table.unpack({}, 1, 1 << 40)", "runtime: too many results to unpack"},
        {"return table.unpack({1}, math.mininteger, math.maxinteger)",
         "runtime: too many results to unpack"},
        {"return table.pack(1, nil, 3).n", "3"},
        {"return table.concat(table.move({1, 2, 3}, 1, 3, 2), ',')", "1,1,2,3"},
        {"return table.concat(table.move({1, 2, 3}, 2, 3, 1), ',')", "2,3,3"},
        {"return table.concat(table.move({1, 2}, 1, 2, 1, {}), ',')", "1,2"},
        {"table.move({}, 1, 2, math.maxinteger)",
         "runtime: bad argument #4 to 'move' (destination wrap around)"},
        {"table.insert(setmetatable({}, {}), 1)",
         "runtime: bad argument #1 to 'insert' (a plain table is needed, this one has a "
         "metatable)"},
    };
    RUN_ROWS(rows);
}

static void test_text(void)
{
    static const struct row rows[] = {
        {"return tostring({}) .. tostring(print) .. tostring(nil) .. tostring(1.0)",
         "tablefunctionnil1.0"},
        {"return tostring(setmetatable({}, {__tostring = function() return 'me' end}))", "me"},
        {"return tostring(setmetatable({}, {__name = 'Order'}))", "Order"},
        {"tostring(setmetatable({}, {__tostring = function() return {} end}))",
         "runtime: '__tostring' must return a string"},
        {"return ('%5d|%-5d|%05.1f|%x|%s|%q|%%|%c'):format(42, 42, 3.14159, 255, {}, 'a\\n\"', 65)",
         "   42|42   |003.1|ff|table|\"a\\\n\\\"\"|%|A"},
        {"return ('%q %q %q %q'):format(1, 0.5, 1/0, math.mininteger)",
         "1 0x1p-1 1e9999 0x8000000000000000"},
        {"return ('%10s|%-10s|%.2s'):format('abc', 'abc', 'abc')", "       abc|abc       |ab"},
        {"return ('%s'):format()", "runtime: bad argument #1 to 'format' (no value)"},
        {"return ('%123d'):format(1)", "runtime: invalid conversion '%123' to 'format'"},
        {"return ('%y'):format(1)", "runtime: invalid conversion '%y' to 'format'"},
        {"return ('%'):format(1)", "runtime: invalid conversion '%' to 'format'"},
        {"return ('%d'):format(1.5)",
         "runtime: bad argument #1 to 'format' (number has no integer representation)"},
        {"return ('%99.99f'):format(1e308):len()", "409"},
        {"return ('ab'):rep(3, '-') .. ('x'):rep(0) .. ('x'):rep(-1) .. ('').rep('', 1 << 62)",
         "ab-ab-ab"},
        {"return ('x'):rep(1 << 40)", "memory: limit 'allocation' of 8 MiB reached"},
        {"return ('x'):rep(math.maxinteger, 'yy')", "memory: limit 'allocation' of 8 MiB reached"},
        {"return '10' + 5 .. ('x'):upper() .. #'abc' .. utf8.len('äö')", "15X32"},
    };
    RUN_ROWS(rows);
}

static void test_forbidden(void)
{
    static const struct row rows[] = {
        {"return os", "forbidden: models have no 'os': evaluation is hermetic, without clock, "
                      "environment or programs"},
        {"print 'x'", "forbidden: models have no 'print': a check prints findings; put the text "
                      "into a description, or raise it with error"},
        {"return math.random()",
         "forbidden: models have no 'math.random': evaluation is repeatable, nothing is left to "
         "chance"},
        {"return ('x'):dump()", "forbidden: models have no 'string.dump': models are text"},
        {"return table.getn", "forbidden: models have no 'table.getn'"},
        {"return string[1]", "forbidden: models have no member of 'string' whose name is a number"},
        {"string.format = 1",
         "forbidden: the library is read-only: string.format cannot be replaced"},
        {"math.new = 1", "forbidden: the library is read-only: math.new cannot be replaced"},
        {"pairs = 1", "forbidden: 'pairs' is a word of the language: a model cannot give it a new "
                      "meaning; use a local or another name"},
        {"_G.string = 1", "forbidden: 'string' is a word of the language: a model cannot give it a "
                          "new meaning; use a local or another name"},
        {"setmetatable(_G, {})",
         "forbidden: this table belongs to the host: its metatable is locked"},
        {"setmetatable(string, nil)",
         "forbidden: this table belongs to the host: its metatable is locked"},
        {"pcall(function() return os end)",
         "forbidden: models have no 'os': evaluation is hermetic, without clock, environment or "
         "programs"},
        {"return ('%p'):format({})",
         "forbidden: models have no '%p' in string.format: evaluation is repeatable, and addresses "
         "differ from run to run"},
        {"x = 1 x = 2 return x .. _G.x", "22"},
        {"return tostring(undefined)", "nil"},
        {"setmetatable({}, {__gc = 1})",
         "forbidden: models have no metatable field '__gc': code must not run, and values must not "
         "vanish, behind the model's back"},
    };
    RUN_ROWS(rows);
}

static void test_errors(void)
{
    static const struct row rows[] = {
        {"error 'x'", "runtime: x"},
        {"error(nil)", "runtime: error(nil)"},
        {"error({})", "runtime: an error value of type table"},
        {"error(setmetatable({}, {__tostring = function() while true do end end}))",
         "runtime: an error value of type table"},
        {"error(true)", "runtime: an error value of type boolean"},
        {"error(42)", "runtime: 42"},
        {"local ok, e = pcall(error, {7}) return tostring(ok) .. e[1]", "false7"},
        {"return select('#', pcall(function() return 1, 2, 3 end))", "4"},
        {"pcall()", "runtime: bad argument #1 to 'pcall' (value expected)"},
        {"local function f() return f() + 1 end f()", "depth: limit 'calls' of 10000 reached"},
        {"while true do pcall(function() while true do end end) end",
         "steps: limit 'steps' of 50000000 reached"},
    };
    RUN_ROWS(rows);
}

static void test_garbage_stays_below_the_cap(void)
{
    TEST_TEXT(fixture_value("local s for i = 1, 1000000 do s = ('x'):rep(92) .. i end return #s"),
              "99");
    TEST_TEXT(fixture_value("local n = 0 for i = 1, 200 do n = n + #('x'):rep(4000000 + i) end "
                            "return n"),
              "800020100");
    TEST_TEXT(fixture_value("local t = {} for i = 1, 100000 do t = {i, t and i} end return t[1]"),
              "100000");
    TEST_TEXT(fixture_value("local t = {} while true do t = {t, {}, {}} end"),
              "memory: limit 'memory' of 128 MiB reached");
}

static void test_dead_state_stays_dead(void)
{
    struct fixture fixture;
    struct script_limits limits = script_default_limits;
    limits.steps = 5000;
    TEST(fixture_open(&fixture, &limits));
    TEST(fixture_run(&fixture, "return 1"));
    TEST(!fixture_run(&fixture, "error 'once'"));
    TEST(fixture_run(&fixture, "return 2"));
    TEST_TEXT(fixture.result, "2");
    TEST(!fixture_run(&fixture, "while true do end"));
    TEST(fixture.script.failure.outcome == SCRIPT_LIMIT_STEPS);
    TEST(!fixture_run(&fixture, "return 3"));
    TEST_TEXT(fixture.script.failure.message, "limit 'steps' of 5000 reached");
    fixture_close(&fixture);
}

static void test_small_caps(void)
{
    for (uint64_t memory = 100; memory < 60000; memory += 700) {
        struct fixture fixture;
        struct script_limits limits = script_default_limits;
        limits.memory = memory;
        if (!fixture_open(&fixture, &limits))
            TEST(fixture.script.failure.outcome == SCRIPT_LIMIT_MEMORY);
        fixture_close(&fixture);
    }
}

static void test_time(void)
{
    struct fixture fixture;
    struct script_limits limits = script_default_limits;
    limits.steps = UINT64_C(1) << 50;
    limits.wall_ms = 50;
    TEST(fixture_open(&fixture, &limits));
    TEST(!fixture_run(&fixture, "while true do end"));
    TEST_TEXT(fixture.script.failure.message, "limit 'time' of 50 ms reached");
    fixture_close(&fixture);
    TEST(fixture_open(&fixture, &limits));
    TEST(!fixture_run(&fixture, "string.find(('a'):rep(100), ('.-'):rep(30) .. 'b')"));
    TEST(fixture.script.failure.outcome == SCRIPT_LIMIT_TIME);
    fixture_close(&fixture);
}

static int give_name_back(lua_State *L)
{
    lua_pushfstring(L, "<%s>", lua_tostring(L, 1));
    return 1;
}

static int set_up_globals(lua_State *L)
{
    lua_pushcfunction(L, give_name_back);
    script_set_missing_global(L);
    lua_pushinteger(L, 7);
    script_add_global(L, "seven");
    return 0;
}

static void test_globals(void)
{
    struct fixture fixture;
    TEST(fixture_open(&fixture, NULL));
    TEST(script_enter(&fixture.script, set_up_globals, NULL));
    TEST(fixture_run(&fixture, "return seven .. other"));
    TEST_TEXT(fixture.result, "7<other>");
    TEST(!fixture_run(&fixture, "seven = 8"));
    TEST(fixture.script.failure.outcome == SCRIPT_FORBIDDEN);
    fixture_close(&fixture);
}

/* A handle as the host makes them: the serial stands first. */
static int make_handle(lua_State *L)
{
    uint32_t *serial = lua_newuserdatauv(L, sizeof *serial, 0);
    *serial = (uint32_t)luaL_checkinteger(L, 1);
    lua_createtable(L, 0, 2);
    lua_pushfstring(L, "handle %d", (int)*serial);
    lua_setfield(L, -2, "__name");
    lua_getglobal(L, "pairs_of_handle");
    lua_setfield(L, -2, "__pairs");
    lua_setmetatable(L, -2);
    return 1;
}

static int add_handles(lua_State *L)
{
    lua_pushcfunction(L, make_handle);
    script_add_global(L, "handle");
    return 0;
}

static void test_handles(void)
{
    struct fixture fixture;
    TEST(fixture_open(&fixture, NULL));
    TEST(script_enter(&fixture.script, add_handles, NULL));
    TEST(fixture_run(&fixture, "local t, s = {}, '' for _, n in ipairs{3, 1, 2} do "
                               "t[handle(n)] = n end t.x = 0 "
                               "for k, v in pairs(t) do s = s .. tostring(k) .. ';' end return s"));
    TEST_TEXT(fixture.result, "x;handle 1;handle 2;handle 3;");
    TEST(fixture_run(&fixture, "function pairs_of_handle(h) return pairs{a = 1} end "
                               "for k in pairs(handle(9)) do return k end"));
    TEST_TEXT(fixture.result, "a");
    fixture_close(&fixture);
}

static void test_limits(void)
{
    struct script_limits limits = script_default_limits;
    TEST(!script_limits_set(&limits, "steps=1000", NULL));
    TEST(!script_limits_set(&limits, "source=64MiB", NULL));
    TEST(!script_limits_set(&limits, "time=30s", NULL));
    TEST(limits.steps == 1000 && limits.source == 64u << 20 && limits.wall_ms == 30000);
    static const char *const others[] = {"findings", NULL};
    TEST_TEXT(script_limits_set(&limits, "stesp=1", NULL),
              "there is no limit 'stesp'; did you mean 'steps'?");
    TEST_TEXT(script_limits_set(&limits, "finding=1", others),
              "there is no limit 'finding'; did you mean 'findings'?");
    TEST_TEXT(script_limits_set(&limits, "patience=1", others),
              "there is no limit 'patience'; limits are steps, memory, time, allocation, source, "
              "files, entities, nesting, calls, findings");
    TEST_TEXT(script_limits_set(&limits, "time=30", NULL),
              "limit 'time' wants a duration with its unit (500ms, 30s, 2m) above zero, not '30'");
    TEST(script_limits_set(&limits, "steps=0", NULL));
    TEST(script_limits_set(&limits, "steps=-1", NULL));
    TEST(script_limits_set(&limits, "steps", NULL));
    TEST(script_limits_set(&limits, "memory=99999999999999999999", NULL));
    TEST(script_limits_set(&limits, "memory=9999999GiB", NULL));
    TEST(script_limits_set(&limits, "memory=1 MiB", NULL));
    TEST(limits.memory == script_default_limits.memory);
}

static void test_source_lines(void)
{
    struct arena arena = {0};
    struct source_set set = {.arena = &arena};
    size_t length;
    TEST(source_add(&set, "a.lua", "one\r\ntwo\n\nfour", 14) == 0);
    TEST(source_add(&set, "b.lua", "", 0) == 1);
    TEST(source_find(&set, "b.lua") == 1 && source_find(&set, "c.lua") == UINT32_MAX);
    TEST(strncmp(source_line(&set.files[0], 1, &length), "one", 3) == 0 && length == 3);
    TEST(strncmp(source_line(&set.files[0], 4, &length), "four", 4) == 0 && length == 4);
    source_line(&set.files[0], 3, &length);
    TEST(length == 0);
    source_line(&set.files[0], 99, &length);
    TEST(length == 0);
    source_line(&set.files[1], 1, &length);
    TEST(length == 0);
    arena_reset(&arena);
}

int main(void)
{
    test_order();
    test_sort();
    test_table();
    test_text();
    test_forbidden();
    test_errors();
    test_garbage_stays_below_the_cap();
    test_dead_state_stays_dead();
    test_small_caps();
    test_time();
    test_globals();
    test_handles();
    test_limits();
    test_source_lines();
    return test_done();
}
