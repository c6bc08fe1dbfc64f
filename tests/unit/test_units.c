#include "base/units.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "base/buf.h"
#include "test.h"

typedef bool parser(const char *text, double *value);
typedef void printer(struct buf *out, double value);

struct parsed {
    const char *text;
    double value; /* NAN: must be refused */
};

static void check_parser(parser *parse, const struct parsed *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double value = NAN;
        bool accepted = parse(cases[i].text, &value);
        bool right =
            isnan(cases[i].value) ? !accepted && isnan(value) : accepted && value == cases[i].value;
        if (!right)
            fprintf(stderr, "\"%s\" gave %.17g\n", cases[i].text, value);
        TEST(right);
    }
}

#define CHECK_PARSER(parse, cases) check_parser(parse, cases, COUNT(cases))

static void test_parse_durations(void)
{
    static const struct parsed cases[] = {
        {"500us", 0.5},
        {"200ms", 200},
        {"60s", 60000},
        {"10m", 600000},
        {"10min", 600000},
        {"1.5h", 5400000},
        {"30d", 2592e6},
        {"1w", 6048e5},
        {"1m30s", 90000},
        {"1h1m1s1ms1us", 3661001.001},
        {"1.001s", 1001},
        {"4.35s", 4350},
        {"0.3ms", 0.3},
        {"0.29us", 0.00029},
        {"1.1m", 66000},
        {"0s", 0},
        {"007s", 7000},
        {"1.0000000000000000000000s", 1000},
        {"0.0000000000000000001ms", 1e-19},
        {"900719925474099ms", 900719925474099.0},
        {"9000000000000000ms", 9e15},
        {"", NAN},
        {"s", NAN},
        {"60", NAN},
        {"60 s", NAN},
        {" 60s", NAN},
        {"60s ", NAN},
        {"-1s", NAN},
        {"+1s", NAN},
        {"1e3s", NAN},
        {"0x1s", NAN},
        {".5s", NAN},
        {"5.s", NAN},
        {"1,5s", NAN},
        {"1.5.5s", NAN},
        {"1S", NAN},
        {"1sec", NAN},
        {"1s1m", NAN},
        {"1s1s", NAN},
        {"1m30", NAN},
        {"1m-30s", NAN},
        {"inf", NAN},
        {"nan", NAN},
        {"99999999999999999ms", NAN},
        {"9999999999999999999999999999999999999999w", NAN},
        {"9007199254740992ms1us\xc3", NAN},
    };
    CHECK_PARSER(unit_parse_duration, cases);
}

static void test_parse_ratios(void)
{
    static const struct parsed cases[] = {
        {"99.9%", 0.999}, {"99.95%", 0.9995}, {"99.99999%", 0.9999999},
        {"0.999", 0.999}, {"0.1", 0.1},       {"5%", 0.05},
        {"7%", 0.07},     {"0.07%", 0.0007},  {"33.3333333333333%", 0.333333333333333},
        {"100%", 1},      {"150%", 1.5},      {"1", 1},
        {"0", 0},         {"0%", 0},          {"5", NAN},
        {"1.001", NAN},   {"%", NAN},         {"", NAN},
        {"5 %", NAN},     {"5%%", NAN},       {"-5%", NAN},
        {"99,9%", NAN},
    };
    CHECK_PARSER(unit_parse_ratio, cases);
}

static void test_parse_rates(void)
{
    static const struct parsed cases[] = {
        {"200/s", 200},
        {"1000/min", 1000 / 60.0},
        {"1000/m", 1000 / 60.0},
        {"5/h", 5 / 3600.0},
        {"1/d", 1 / 86400.0},
        {"0.5/s", 0.5},
        {"0/s", 0},
        {"200", NAN},
        {"200/", NAN},
        {"/s", NAN},
        {"200/ s", NAN},
        {"200 /s", NAN},
        {"200/sec", NAN},
        {"200/s/s", NAN},
        {"-1/s", NAN},
        {"", NAN},
    };
    CHECK_PARSER(unit_parse_rate, cases);
}

static void test_parse_bytes(void)
{
    static const struct parsed cases[] = {
        {"512MiB", 536870912},
        {"64KB", 64000},
        {"64kB", 64000},
        {"1MB", 1e6},
        {"2.5GB", 25e8},
        {"1TB", 1e12},
        {"1KiB", 1024},
        {"1.5GiB", 1610612736},
        {"1TiB", 1099511627776},
        {"0B", 0},
        {"512", NAN},
        {"512 MiB", NAN},
        {"512Mi", NAN},
        {"512mib", NAN},
        {"1GiB512MiB", NAN},
        {"99999999TiB", NAN},
        {"", NAN},
    };
    CHECK_PARSER(unit_parse_bytes, cases);
}

struct printed {
    double value;
    const char *text;
};

static void check_printer(printer *print, const struct printed *cases, size_t count)
{
    struct buf out = {0};
    for (size_t i = 0; i < count; i++) {
        buf_clear(&out);
        print(&out, cases[i].value);
        TEST_TEXT(buf_text(&out), cases[i].text);
    }
    buf_free(&out);
}

#define CHECK_PRINTER(print, cases) check_printer(print, cases, COUNT(cases))

static void test_print_durations(void)
{
    static const struct printed cases[] = {
        {0, "0 ms"},
        {200, "200 ms"},
        {900, "900 ms"},
        {0.5, "500 us"},
        {0.0001, "0.1 us"},
        {1000, "1 s"},
        {1500, "1.5 s"},
        {1250, "1.25 s"},
        {1234, "1234 ms"},
        {60000, "1 min"},
        {90000, "90 s"},
        {600000, "10 min"},
        {5400000, "90 min"},
        {129600000, "36 h"},
        {6048e5, "7 d"},
        {2592e6, "30 d"},
        {123.45678901234, "123.457 ms"},
        {1000 / 3.0, "333.333 ms"},
        {10000 / 3.0, "3.333 s"},
        {-200, "-200 ms"},
    };
    CHECK_PRINTER(unit_print_duration, cases);
}

static void test_print_ratios(void)
{
    static const struct printed cases[] = {
        {0, "0 %"},
        {1, "100 %"},
        {0.05, "5 %"},
        {0.07, "7 %"},
        {0.999, "99.9 %"},
        {0.9995, "99.95 %"},
        {0.9999999, "99.99999 %"},
        {0.99999999999, "99.999999999 %"},
        {0.999 * 0.9995, "99.85005 %"},
        {1 / 3.0, "33.333 %"},
        {1 - 1 / 3e7, "99.999997 %"},
        {1 - 1e-13 / 3, "99.999999999997 %"},
        {1 / 3e7, "0.000003 %"},
        {1.5, "150 %"},
    };
    CHECK_PRINTER(unit_print_ratio, cases);
}

static void test_print_rates(void)
{
    static const struct printed cases[] = {
        {0, "0/s"},
        {200, "200/s"},
        {1000 / 60.0, "1000/min"},
        {0.5, "30/min"},
        {2.5, "2.5/s"},
        {5 / 3600.0, "5/h"},
        {1 / 86400.0, "1/d"},
        {1.5, "90/min"},
        {12.34567890123, "12.346/s"},
        {0.25 / 86400, "0.25/d"},
    };
    CHECK_PRINTER(unit_print_rate, cases);
}

static void test_print_bytes(void)
{
    static const struct printed cases[] = {
        {0, "0 B"},
        {1, "1 B"},
        {512, "512 B"},
        {1024, "1 KiB"},
        {64000, "64 KB"},
        {536870912, "512 MiB"},
        {1610612736, "1.5 GiB"},
        {1e6, "1 MB"},
        {25e8, "2.5 GB"},
        {1e12, "1 TB"},
    };
    CHECK_PRINTER(unit_print_bytes, cases);
}

/* Dividing by a hundred would miss the nearest double now and then. */
static void test_percent_is_exact(void)
{
    size_t wrong = 0;
    for (int i = 0; i <= 100000; i++) {
        char percent[32], plain[32];
        double a = -1, b = -2;
        snprintf(percent, sizeof percent, "%d.%03d%%", i / 1000, i % 1000);
        snprintf(plain, sizeof plain, "%d.%05d", i / 100000, i % 100000);
        wrong += !unit_parse_ratio(percent, &a) || !unit_parse_ratio(plain, &b) || a != b ||
                 a != strtod(plain, NULL);
    }
    TEST(wrong == 0);
}

/* Nothing that a computation may come up with overruns the number's buffer. */
static void test_extreme_values(void)
{
    static const double values[] = {DBL_MAX, -DBL_MAX, DBL_MIN, -DBL_MIN, 1e15, 1e16, 1e-300, 9e15};
    static printer *const printers[] = {unit_print_duration, unit_print_ratio, unit_print_rate,
                                        unit_print_bytes};
    struct buf out = {0};
    for (size_t i = 0; i < COUNT(values); i++) {
        for (size_t j = 0; j < COUNT(printers); j++) {
            buf_clear(&out);
            printers[j](&out, values[i]);
            TEST(out.length > 2 && out.length < 40);
        }
    }
    unit_print_duration(&out, INFINITY);
    unit_print_ratio(&out, NAN);
    buf_free(&out);
}

int main(void)
{
    test_parse_durations();
    test_parse_ratios();
    test_parse_rates();
    test_parse_bytes();
    test_print_durations();
    test_print_ratios();
    test_print_rates();
    test_print_bytes();
    test_percent_is_exact();
    test_extreme_values();
    return test_done();
}
