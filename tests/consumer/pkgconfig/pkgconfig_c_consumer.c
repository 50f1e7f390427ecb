/* Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0 */
/* A C program that is built without CMake scores one lead from JSON. */
#include <lotse/c/lotse.h>

int main(void) {
  static const char spec[] =
      "{\"schema\": {\"company\": [{\"key\": \"employees\","
      " \"type\": \"integer\"}]}, \"scoring\": {\"groups\": [{\"id\": \"fit\","
      " \"rules\": [{\"id\": \"size\", \"when\": \"employees >= 50\","
      " \"points\": 20}]}]}}";
  static const char lead[] =
      "{\"company\": {\"attributes\": {\"employees\": 120}}}";
  const lotse_str spec_text = {spec, sizeof(spec) - 1};
  const lotse_str lead_text = {lead, sizeof(lead) - 1};
  lotse_engine_options build;
  lotse_score_options ask;
  lotse_score_result result = {0};
  lotse_engine* engine = NULL;
  LOTSE_INIT(&build);
  build.spec_format = LOTSE_FORMAT_JSON;
  LOTSE_INIT(&ask);
  ask.facts_format = LOTSE_FORMAT_JSON;
  ask.as_of_micros = INT64_C(1795424400000000);
  result.struct_size = sizeof(result);
  if (lotse_engine_build(spec_text, &build, &engine, NULL) == LOTSE_OK) {
    lotse_score_numbers(engine, NULL, lead_text, &ask, &result, NULL);
  }
  lotse_engine_free(engine);
  return result.points_nano == INT64_C(20000000000) ? 0 : 1;
}
