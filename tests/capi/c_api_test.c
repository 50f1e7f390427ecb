/* Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0 */
/*
 * The C API as C programs use it: C99, pedantic, no C++ anywhere. Prints what
 * is not so and exits with 1.
 */
#include <lotse/c/lotse.h>
#include <stdio.h>
#include <string.h>

static int failures = 0;

#define EXPECT(condition)                                                     \
  do {                                                                        \
    if (!(condition)) {                                                       \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
      ++failures;                                                             \
    }                                                                         \
  } while (0)

static const char kSpec[] =
    "{\"schema\": {\"company\": [{\"key\": \"employees\", \"type\": "
    "\"integer\"}]},"
    " \"scoring\": {\"groups\": [{\"id\": \"fit\", \"rules\": ["
    "   {\"id\": \"size\", \"when\": \"employees >= 50\", \"points\": 20.5}]}],"
    "   \"vetoes\": [{\"id\": \"giant\", \"when\": \"employees > 1000000\","
    " \"reason\": \"a giant\"}],"
    "   \"categories\": [{\"id\": \"cold\"}, {\"id\": \"hot\", \"from\": "
    "20}]}}";
static const char kLead[] =
    "{\"lead\": {\"id\": \"L-1\"},"
    " \"company\": {\"attributes\": {\"employees\": 120}}}";
static const char kBadLead[] =
    "{\"company\": {\"attributes\": {\"employees\": \"Muster GmbH\"}}}";
/* 2026-11-23T09:00:00Z */
static const int64_t kAsOf = INT64_C(1795424400000000);

static lotse_str str(const char* text) {
  lotse_str s;
  s.ptr = text;
  s.len = strlen(text);
  return s;
}

static int equals(lotse_str s, const char* text) {
  return s.len == strlen(text) && memcmp(s.ptr, text, s.len) == 0;
}

static int contains(lotse_str s, const char* text) {
  size_t n = strlen(text), i;
  for (i = 0; i + n <= s.len; ++i) {
    if (memcmp(s.ptr + i, text, n) == 0) return 1;
  }
  return 0;
}

static lotse_engine* build(const char* spec) {
  lotse_engine_options options;
  lotse_engine* engine = NULL;
  lotse_error* err = NULL;
  LOTSE_INIT(&options);
  options.spec_format = LOTSE_FORMAT_JSON;
  if (lotse_engine_build(str(spec), &options, &engine, &err) != LOTSE_OK) {
    lotse_str message = lotse_error_message(err);
    fprintf(stderr, "%.*s\n", (int)message.len, message.ptr);
    ++failures;
  }
  lotse_error_free(err);
  return engine;
}

static lotse_score_options json_options(void) {
  lotse_score_options options;
  LOTSE_INIT(&options);
  options.facts_format = LOTSE_FORMAT_JSON;
  options.report_format = LOTSE_FORMAT_JSON;
  options.as_of_micros = kAsOf;
  return options;
}

static void says_what_it_is(void) {
  EXPECT(lotse_abi_version() >> 16 == LOTSE_ABI_MAJOR);
  EXPECT((lotse_abi_version() & 0xffffu) >= LOTSE_ABI_MINOR);
  EXPECT(lotse_version_string().len >= 5);
  EXPECT(lotse_has_feature(str("score/1")) == 1);
  EXPECT(lotse_has_feature(str("score/1 ")) == 0);
  EXPECT(lotse_has_feature(str("")) == 0);
}

static void scores_a_lead(void) {
  lotse_engine* engine = build(kSpec);
  lotse_session* session = NULL;
  lotse_score_options options = json_options();
  lotse_score_result result;
  lotse_buf report;
  EXPECT(lotse_session_new(&session, NULL) == LOTSE_OK);
  EXPECT(lotse_engine_fingerprint(engine).len == 32);

  options.flags = LOTSE_SCORE_CONTRIBUTIONS;
  options.language = str("de");
  EXPECT(lotse_score(engine, session, str(kLead), &options, &report, NULL) ==
         LOTSE_OK);
  EXPECT(report.ptr != NULL && report.ptr[report.len] == 0);
  EXPECT(strstr((const char*)report.ptr, "\"points\":20.5") != NULL);
  EXPECT(strstr((const char*)report.ptr, "\"hot\"") != NULL);
  EXPECT(strstr((const char*)report.ptr, "+20,5 Punkte") != NULL);
  lotse_buf_release(&report);
  EXPECT(report.ptr == NULL && report.len == 0 && report.release == NULL);
  lotse_buf_release(&report);

  result.struct_size = sizeof(result);
  EXPECT(lotse_score_numbers(engine, session, str(kLead), &options, &result,
                             NULL) == LOTSE_OK);
  EXPECT(result.points_nano == INT64_C(20500000000));
  EXPECT(result.flags == 0 && result.category == 1 && result.veto == -1);
  EXPECT(result.grid_row == -1 && result.grid_column == -1);
  EXPECT(result.category_since_micros == kAsOf);
  EXPECT(equals(lotse_engine_category(engine, result.category), "hot"));
  EXPECT(lotse_engine_category(engine, 2).len == 0);
  EXPECT(lotse_engine_category(engine, -1).len == 0);
  EXPECT(equals(lotse_engine_veto(engine, 0), "giant"));
  lotse_session_free(session);
  lotse_engine_free(engine);
}

static void remembers_the_category(void) {
  lotse_engine* engine = build(kSpec);
  lotse_score_options options = json_options();
  lotse_score_result result;
  options.previous_category = str("hot");
  options.previous_category_since_micros = kAsOf - 1000000;
  result.struct_size = sizeof(result);
  EXPECT(lotse_score_numbers(engine, NULL, str(kLead), &options, &result,
                             NULL) == LOTSE_OK);
  EXPECT(result.category_since_micros == kAsOf - 1000000);
  lotse_engine_free(engine);
}

static void says_why_a_score_changed(void) {
  lotse_engine* engine = build(kSpec);
  lotse_score_options options = json_options();
  lotse_error* err = NULL;
  lotse_buf diff;
  EXPECT(lotse_score_diff(engine, engine, str("{}"), str(kLead),
                          kAsOf - 1000000, &options, &diff, NULL) == LOTSE_OK);
  EXPECT(strstr((const char*)diff.ptr, "\"changes\"") != NULL);
  EXPECT(strstr((const char*)diff.ptr, "\"cause\":\"attribute\"") != NULL ||
         strstr((const char*)diff.ptr, "SCORE_CAUSE_ATTRIBUTE") != NULL);
  lotse_buf_release(&diff);
  options.flags = LOTSE_SCORE_CONTRIBUTIONS | LOTSE_SCORE_NO_VALUES;
  EXPECT(lotse_score(engine, NULL, str(kLead), &options, &diff, NULL) ==
         LOTSE_OK);
  EXPECT(strstr((const char*)diff.ptr, "(not shown)") != NULL);
  lotse_buf_release(&diff);
  EXPECT(lotse_score_diff(engine, engine, str("{}"), str(kLead),
                          kAsOf + 1000000, &options, &diff,
                          &err) == LOTSE_INVALID_ARGUMENT);
  lotse_error_free(err);
  EXPECT(diff.ptr == NULL);
  EXPECT(lotse_score_diff(engine, NULL, str("{}"), str(kLead), kAsOf, &options,
                          &diff, NULL) == LOTSE_INVALID_ARGUMENT);
  lotse_engine_free(engine);
}

static void names_the_field_and_no_value(void) {
  lotse_engine* engine = build(kSpec);
  lotse_score_options options = json_options();
  lotse_error* err = NULL;
  lotse_str path, message;
  lotse_buf report;
  EXPECT(lotse_score(engine, NULL, str(kBadLead), &options, &report, &err) ==
         LOTSE_INVALID_ARGUMENT);
  EXPECT(report.ptr == NULL && report.release == NULL);
  EXPECT(lotse_error_code(err) == LOTSE_INVALID_ARGUMENT);
  EXPECT(equals(lotse_error_path(err), "company.attributes[0].value"));
  EXPECT(contains(lotse_error_message(err), "must be an integer"));
  EXPECT(!contains(lotse_error_message(err), "Muster"));
  EXPECT(lotse_error_issue_count(err) == 1);
  EXPECT(lotse_error_issue(err, 0, &path, &message) == LOTSE_OK);
  EXPECT(equals(path, "company.attributes[0].value"));
  EXPECT(equals(message, "must be an integer"));
  EXPECT(lotse_error_issue(err, 1, &path, NULL) == LOTSE_OUT_OF_RANGE);
  EXPECT(path.len == 0);

  /* An error that nobody freed is not overwritten. */
  EXPECT(lotse_score(engine, NULL, str(kLead), &options, &report, &err) ==
         LOTSE_INVALID_ARGUMENT);
  EXPECT(equals(lotse_error_path(err), "company.attributes[0].value"));
  lotse_error_free(err);

  err = NULL;
  options.as_of_micros = 0;
  EXPECT(lotse_score(engine, NULL, str(kLead), &options, &report, &err) ==
         LOTSE_INVALID_ARGUMENT);
  EXPECT(equals(lotse_error_path(err), "options.as_of_micros"));
  lotse_error_free(err);
  lotse_engine_free(engine);
}

static void tells_everything_that_is_wrong(void) {
  static const char kBadSpec[] =
      "{\"scoring\": {\"groups\": [{\"id\": \"g\", \"rules\": ["
      "{\"id\": \"a\", \"when\": \"nobody > 1\", \"points\": 1},"
      "{\"id\": \"a\", \"when\": \"(\", \"points\": 1}]}]}}";
  lotse_engine_options options;
  lotse_engine* engine = NULL;
  lotse_error* err = NULL;
  lotse_str path;
  lotse_buf issues;
  size_t count = 0;
  LOTSE_INIT(&options);
  options.spec_format = LOTSE_FORMAT_JSON;
  EXPECT(lotse_engine_build(str(kBadSpec), &options, &engine, &err) ==
         LOTSE_INVALID_ARGUMENT);
  EXPECT(engine == NULL);
  EXPECT(lotse_error_issue_count(err) == 3);
  EXPECT(lotse_error_issue(err, 0, &path, NULL) == LOTSE_OK);
  EXPECT(equals(path, "scoring.groups[0].rules[0].when"));
  lotse_error_free(err);

  EXPECT(lotse_spec_validate(str(kBadSpec), LOTSE_FORMAT_JSON,
                             LOTSE_FORMAT_READABLE_JSON, &issues, &count,
                             NULL) == LOTSE_OK);
  EXPECT(count == 3);
  EXPECT(strstr((const char*)issues.ptr, "rules[1].when") != NULL);
  lotse_buf_release(&issues);

  EXPECT(lotse_spec_validate(str("{"), LOTSE_FORMAT_JSON, LOTSE_FORMAT_JSON,
                             &issues, &count, NULL) == LOTSE_OK);
  EXPECT(count == 1);
  lotse_buf_release(&issues);

  EXPECT(lotse_spec_validate(str(kSpec), LOTSE_FORMAT_JSON,
                             LOTSE_FORMAT_PROTOBUF, &issues, &count,
                             NULL) == LOTSE_OK);
  EXPECT(count == 0 && issues.len == 0);
  lotse_buf_release(&issues);
}

static void begins_with_a_preset(void) {
  lotse_error* err = NULL;
  lotse_engine* engine = NULL;
  lotse_buf spec, schema;
  lotse_str bytes;
  EXPECT(lotse_preset(str("b2b"), LOTSE_FORMAT_PROTOBUF, &spec, NULL) ==
         LOTSE_OK);
  bytes.ptr = (const char*)spec.ptr;
  bytes.len = spec.len;
  EXPECT(lotse_engine_build(bytes, NULL, &engine, NULL) == LOTSE_OK);
  lotse_engine_free(engine);
  lotse_buf_release(&spec);

  EXPECT(lotse_preset(str("b2c"), LOTSE_FORMAT_JSON, &spec, &err) ==
         LOTSE_NOT_FOUND);
  EXPECT(contains(lotse_error_message(err), "b2b"));
  lotse_error_free(err);

  EXPECT(lotse_spec_json_schema(&schema, NULL) == LOTSE_OK);
  EXPECT(schema.len > 1000 && schema.ptr[0] == '{');
  lotse_buf_release(&schema);
}

static void converts_money_with_the_rates_given(void) {
  static const char kMoneySpec[] =
      "{\"schema\": {\"currency\": \"EUR\"}, \"scoring\": {\"groups\": "
      "[{\"id\": "
      "\"deal\", \"rules\": [{\"id\": \"big\", \"when\": "
      "\"opportunity.value >= 1800 EUR\", \"points\": 1}]}]}}";
  static const char kDeal[] = "{\"opportunity\": {\"value\": \"2000 USD\"}}";
  lotse_exchange_rate rate;
  lotse_engine_options options;
  lotse_engine* engine = NULL;
  lotse_error* err = NULL;
  lotse_score_options ask = json_options();
  lotse_score_result result;
  memset(&rate, 0, sizeof(rate));
  rate.from = str("USD");
  rate.to = str("EUR");
  rate.rate_nano = 920000000;
  rate.date_days = 20000;
  LOTSE_INIT(&options);
  options.spec_format = LOTSE_FORMAT_JSON;
  options.rates = &rate;
  options.rates_len = 1;
  EXPECT(lotse_engine_build(str(kMoneySpec), &options, &engine, NULL) ==
         LOTSE_OK);
  result.struct_size = sizeof(result);
  EXPECT(lotse_score_numbers(engine, NULL, str(kDeal), &ask, &result, NULL) ==
         LOTSE_OK);
  EXPECT(result.points_nano == 1000000000);
  lotse_engine_free(engine);

  rate.rate_nano = 0;
  EXPECT(lotse_engine_build(str(kMoneySpec), &options, &engine, &err) ==
         LOTSE_INVALID_ARGUMENT);
  EXPECT(contains(lotse_error_path(err), "options.rates[0]"));
  lotse_error_free(err);
}

int main(void) {
  says_what_it_is();
  scores_a_lead();
  remembers_the_category();
  says_why_a_score_changed();
  names_the_field_and_no_value();
  tells_everything_that_is_wrong();
  begins_with_a_preset();
  converts_money_with_the_rates_given();
  if (failures == 0) puts("the C API does what its header says");
  return failures == 0 ? 0 : 1;
}
