/* Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0 */
/* Scores one lead with the preset b2b, from C. docs/c_api.md explains it. */
#include <lotse/c/lotse.h>
#include <stdio.h>
#include <string.h>

static lotse_str str(const char* text) {
  lotse_str s = {text, strlen(text)};
  return s;
}

int main(void) {
  static const char lead[] =
      "{\"lead\": {\"id\": \"L-1\", \"channel\": \"trade_fair\"},"
      " \"company\": {\"attributes\": {\"employees\": 120, \"country\": "
      "\"DE\"}}}";
  lotse_error* err = NULL;
  lotse_engine* engine = NULL;
  lotse_buf spec = {0}, report = {0};

  /* Once: build the engine. A host would read its own spec. */
  if (lotse_preset(str("b2b"), LOTSE_FORMAT_PROTOBUF, &spec, &err) ==
      LOTSE_OK) {
    lotse_str bytes = {(const char*)spec.ptr, spec.len};
    lotse_engine_build(bytes, NULL, &engine, &err);
  }

  /* For each lead: score it as of an instant. */
  if (err == NULL) {
    lotse_score_options options;
    LOTSE_INIT(&options);
    options.facts_format = LOTSE_FORMAT_JSON;
    options.report_format = LOTSE_FORMAT_READABLE_JSON;
    options.flags = LOTSE_SCORE_CONTRIBUTIONS;
    options.as_of_micros = INT64_C(1795424400000000); /* 2026-11-23 09:00 UTC */
    lotse_score(engine, NULL, str(lead), &options, &report, &err);
  }

  if (err == NULL) {
    fwrite(report.ptr, 1, report.len, stdout);
  } else {
    lotse_str message = lotse_error_message(err);
    fprintf(stderr, "%.*s\n", (int)message.len, message.ptr);
  }
  const int failed = err != NULL;
  lotse_buf_release(&report);
  lotse_engine_free(engine);
  lotse_buf_release(&spec);
  lotse_error_free(err);
  return failed;
}
