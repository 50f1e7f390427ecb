// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What the fuzzers of the C functions on leads have in common: an engine and a
// session, what holds of every answer, and how the bytes of an input are shared
// out.
#ifndef LOTSE_FUZZ_PRESET_PROBE_H_
#define LOTSE_FUZZ_PRESET_PROBE_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "lotse/c/lotse.h"

// An engine of a preset. To be made once: it is never freed.
inline lotse_engine* BuildPreset(const char* name) {
  lotse_buf spec;
  lotse_preset(lotse_str{name, std::strlen(name)}, LOTSE_FORMAT_PROTOBUF, &spec,
               nullptr);
  lotse_engine* engine = nullptr;
  lotse_engine_build(
      lotse_str{reinterpret_cast<const char*>(spec.ptr), spec.len}, nullptr,
      &engine, nullptr);
  lotse_buf_release(&spec);
  if (engine == nullptr) __builtin_trap();
  return engine;
}

inline lotse_session* NewSession() {
  lotse_session* session = nullptr;
  if (lotse_session_new(&session, nullptr) != LOTSE_OK) __builtin_trap();
  return session;
}

// The first byte chooses the format and, with its other bits, what is called;
// the second says how many of the other bytes are the first record; the rest
// are the second.
struct ProbeInput {
  ProbeInput(const uint8_t* data, size_t size)
      : format(data[0] & 1), choice(data[0] >> 1) {
    const char* bytes = reinterpret_cast<const char*>(data) + 2;
    const size_t length = size - 2;
    const size_t split = std::min<size_t>(length, size_t{data[1]} * 4);
    first = {bytes, split};
    second = {bytes + split, length - split};
    LOTSE_INIT(&options);
    options.input_format = format;
    options.now_micros = 1795424400000000;
  }
  static constexpr size_t kLeast = 2;

  int32_t format;
  int choice;
  lotse_str first, second;
  lotse_decide_options options;
};

// Traps unless there is an error where the status says so, none that names a
// defect of the library.
inline void CheckStatus(lotse_status status, const lotse_error* err) {
  if ((status == LOTSE_OK) != (err == nullptr) || status == LOTSE_INTERNAL) {
    __builtin_trap();
  }
}

// Frees what a call gave; traps unless that is a result, of at least a byte, or
// an error.
inline void CheckAnswer(lotse_status status, lotse_error** err,
                        lotse_buf* out) {
  CheckStatus(status, *err);
  if ((status == LOTSE_OK) != (out->release != nullptr)) __builtin_trap();
  lotse_error_free(*err);
  *err = nullptr;
  lotse_buf_release(out);
}

#endif  // LOTSE_FUZZ_PRESET_PROBE_H_
