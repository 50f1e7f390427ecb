// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse_decide, lotse_tick, lotse_replay and lotse_migrate on any states and
// events: a decision or an error that names a place, and a state that was given
// is taken again.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "lotse/c/lotse.h"

namespace {

constexpr char kFacts[] =
    R"({"lead": {"id": "L-1", "channel": "trade_fair"},
        "persons": [{"id": "P-1", "attributes": {"email": "a@example.com"}}],
        "company": {"id": "C-1", "attributes": {"name": "Example"}}})";

lotse_engine* BuildPreset() {
  lotse_buf spec;
  lotse_preset(lotse_str{"b2b_lifecycle", 13}, LOTSE_FORMAT_PROTOBUF, &spec,
               nullptr);
  lotse_engine* engine = nullptr;
  lotse_engine_build(
      lotse_str{reinterpret_cast<const char*>(spec.ptr), spec.len}, nullptr,
      &engine, nullptr);
  lotse_buf_release(&spec);
  if (engine == nullptr) __builtin_trap();
  return engine;
}

lotse_session* NewSession() {
  lotse_session* session = nullptr;
  if (lotse_session_new(&session, nullptr) != LOTSE_OK) __builtin_trap();
  return session;
}

// Frees what a call gave.
void Check(lotse_status status, lotse_error** err, lotse_buf* out) {
  if ((status == LOTSE_OK) != (*err == nullptr) ||
      (status == LOTSE_OK) != (out->release != nullptr) ||
      status == LOTSE_INTERNAL) {
    __builtin_trap();
  }
  lotse_error_free(*err);
  *err = nullptr;
  lotse_buf_release(out);
}

}  // namespace

// The first byte chooses the verb and the format, the second how many of the
// other bytes are the state; the rest are an event.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static lotse_engine* const engine = BuildPreset();
  static lotse_session* const session = NewSession();
  if (size < 2) return 0;
  const char* bytes = reinterpret_cast<const char*>(data) + 2;
  const size_t length = size - 2;
  const size_t split = std::min<size_t>(length, size_t{data[1]} * 4);
  const lotse_str state = {bytes, split};
  const lotse_str event = {bytes + split, length - split};
  const int32_t format = data[0] & 1;
  lotse_decide_options options;
  LOTSE_INIT(&options);
  options.input_format = LOTSE_FORMAT_JSON;
  options.now_micros = 1795424400000000;
  if ((data[0] & 2) != 0) options.flags = LOTSE_DECIDE_SCORE;
  const lotse_str json = {kFacts, sizeof(kFacts) - 1};
  lotse_str facts = json;
  if (format == LOTSE_FORMAT_PROTOBUF) {
    facts = lotse_str();
    options.input_format = LOTSE_FORMAT_PROTOBUF;
  }
  lotse_buf out;
  lotse_error* err = nullptr;
  switch (data[0] >> 2 & 3) {
    case 0:
      Check(lotse_decide(engine, session, facts, state, event, &options, &out,
                         &err),
            &err, &out);
      break;
    case 1:
      Check(lotse_tick(engine, session, facts, state, &options, &out, &err),
            &err, &out);
      break;
    case 2: {
      const lotse_str events[] = {event, state};
      Check(
          lotse_replay(engine, session, facts, events, 2, &options, &out, &err),
          &err, &out);
      break;
    }
    default:
      if (lotse_migrate(engine, state, format, LOTSE_FORMAT_PROTOBUF, &out,
                        &err) == LOTSE_OK) {
        // What was given is taken again.
        lotse_buf again;
        if (lotse_migrate(
                engine,
                lotse_str{reinterpret_cast<const char*>(out.ptr), out.len},
                LOTSE_FORMAT_PROTOBUF, format, &again, nullptr) != LOTSE_OK) {
          __builtin_trap();
        }
        lotse_buf_release(&again);
        lotse_buf_release(&out);
      }
      lotse_error_free(err);
      break;
  }
  return 0;
}
