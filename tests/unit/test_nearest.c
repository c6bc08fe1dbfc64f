#include "base/nearest.h"

#include "test.h"

/* The best of a NULL-ended list. */
static const char *nearest_of(const char *wanted, const char *const *candidates)
{
    struct nearest nearest;
    nearest_start(&nearest, wanted);
    for (; *candidates; candidates++)
        nearest_offer(&nearest, *candidates);
    return nearest_best(&nearest);
}

#define NEAREST(wanted, ...) nearest_of(wanted, (const char *const[]){__VA_ARGS__, NULL})

static void test_slips(void)
{
    TEST_TEXT(NEAREST("timout", "retry", "timeout", "tier"), "timeout");
    TEST_TEXT(NEAREST("tiemout", "retry", "timeout"), "timeout");
    TEST_TEXT(NEAREST("fallbakc", "fallback"), "fallback");
    TEST_TEXT(NEAREST("serivces", "services", "service"), "services");
    TEST_TEXT(NEAREST("grpcc", "rest", "grpc", "graphql"), "grpc");
    TEST_TEXT(NEAREST("inventry-servise", "inventory-service"), "inventory-service");
    TEST_TEXT(NEAREST("abcd", "badc"), NULL);
    TEST_TEXT(NEAREST("abcde", "badce"), "badce");
}

static void test_case_is_no_slip(void)
{
    TEST_TEXT(NEAREST("Timeout", "timeouts", "timeout"), "timeout");
    TEST_TEXT(NEAREST("KAFKA", "kafka"), "kafka");
    TEST_TEXT(NEAREST("orders", "Orders"), "Orders");
}

static void test_far_is_nothing(void)
{
    TEST_TEXT(NEAREST("colour", "timeout", "retry"), NULL);
    TEST_TEXT(NEAREST("abc", "xyc"), NULL);
    TEST_TEXT(NEAREST("a", "b"), NULL);
    TEST_TEXT(NEAREST("ab", "xb"), "xb");
    TEST_TEXT(NEAREST("ab", "ba"), "ba");
    TEST_TEXT(NEAREST("ab", "xy"), NULL);
    TEST_TEXT(NEAREST("", "a", ""), NULL);
    TEST_TEXT(NEAREST("a", ""), NULL);
    TEST_TEXT(nearest_of("a", (const char *const[]){NULL}), NULL);
}

static void test_same_name_is_no_help(void)
{
    TEST_TEXT(NEAREST("orders", "orders"), NULL);
    TEST_TEXT(NEAREST("orders", "orders", "order"), "order");
}

static void test_earlier_wins(void)
{
    TEST_TEXT(NEAREST("cat", "car", "can"), "car");
    TEST_TEXT(NEAREST("payment", "payment-b", "payment-a"), "payment-b");
}

static void test_containing(void)
{
    TEST_TEXT(NEAREST("payment", "billing", "payment-service"), "payment-service");
    TEST_TEXT(NEAREST("payment", "payment-service", "payments"), "payments");
    TEST_TEXT(NEAREST("payment", "acme-payment-service", "payment-service-gateway"),
              "payment-service-gateway");
    TEST_TEXT(NEAREST("Payment", "acme.payment"), "acme.payment");
    TEST_TEXT(NEAREST("payment-service-v2", "payment-service"), "payment-service");
    TEST_TEXT(NEAREST("order-fulfilment-service", "order"), NULL);
    TEST_TEXT(NEAREST("ment", "payment-service"), NULL);
    TEST_TEXT(NEAREST("max", "min_attempts", "max_attempts"), "max_attempts");
    TEST_TEXT(NEAREST("pa", "payment-service"), NULL);
}

static void test_long_names(void)
{
    char wanted[NEAREST_NAME_MAX + 2], candidate[NEAREST_NAME_MAX + 2];
    memset(wanted, 'a', sizeof wanted);
    memset(candidate, 'a', sizeof candidate);
    wanted[NEAREST_NAME_MAX] = candidate[NEAREST_NAME_MAX - 1] = '\0';
    TEST(NEAREST(wanted, candidate) == candidate);
    TEST(NEAREST(candidate, wanted) == wanted);
    wanted[NEAREST_NAME_MAX] = 'a';
    wanted[NEAREST_NAME_MAX + 1] = '\0';
    TEST(NEAREST(wanted, candidate) == NULL);
    TEST(NEAREST(candidate, wanted) == NULL);
}

static void test_work_is_bounded(void)
{
    struct nearest nearest;
    nearest_start(&nearest, "timout");
    for (int i = 0; i < NEAREST_CANDIDATES_MAX; i++)
        nearest_offer(&nearest, "unlike-anything");
    nearest_offer(&nearest, "timeout");
    TEST(nearest_best(&nearest) == NULL);
}

static void test_hint(void)
{
    struct nearest nearest;
    nearest_start(&nearest, "timout");
    TEST_TEXT(nearest_hint(&nearest, "; look there"), "; look there");
    nearest_offer(&nearest, "timeout");
    TEST_TEXT(nearest_hint(&nearest, "; look there"), "; did you mean 'timeout'?");
}

int main(void)
{
    test_hint();
    test_slips();
    test_case_is_no_slip();
    test_far_is_nothing();
    test_same_name_is_no_help();
    test_earlier_wins();
    test_containing();
    test_long_names();
    test_work_is_bounded();
    return test_done();
}
