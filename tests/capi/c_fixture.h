// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CFixture: an engine in C++ and the same one through the C API, for tests that
// expect the same bytes of both.
//
//   class CDecide : public CFixture {
//    protected:
//     CDecide() : CFixture(*Preset("b2b_lifecycle")) {}
//   };
//   ...
//   Run([&](lotse_buf* out, lotse_error** err) { return lotse_tick(...); });
//   EXPECT_EQ(status_, LOTSE_OK);
#ifndef LOTSE_CAPI_C_FIXTURE_H_
#define LOTSE_CAPI_C_FIXTURE_H_

#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "lotse/c/lotse.h"
#include "lotse/engine/engine.h"
#include "lotse/proto/bytes.h"

namespace lotse {

// It points into `text`.
inline lotse_str StrOf(const std::string& text) {
  return {text.data(), text.size()};
}

inline std::string TextOf(lotse_str text) {
  return std::string(text.len > 0 ? text.ptr : "", text.len);
}

// The bytes of a buffer, which is released.
inline std::string TakeBuf(lotse_buf* buf) {
  std::string bytes(buf->len > 0 ? reinterpret_cast<const char*>(buf->ptr) : "",
                    buf->len);
  lotse_buf_release(buf);
  return bytes;
}

// Records as C functions take several of them.
class Records {
 public:
  explicit Records(std::vector<std::string> bytes) : bytes_(std::move(bytes)) {
    for (const std::string& record : bytes_) strs_.push_back(StrOf(record));
  }
  template <typename T>
  static Records Of(const std::vector<T>& records) {
    std::vector<std::string> bytes;
    for (const T& record : records) bytes.push_back(proto::ToBytes(record));
    return Records(std::move(bytes));
  }
  // It would point into what was copied.
  Records(const Records&) = delete;
  Records(Records&&) = default;

  const lotse_str* data() const { return strs_.data(); }
  size_t size() const { return strs_.size(); }

 private:
  std::vector<std::string> bytes_;
  std::vector<lotse_str> strs_;
};

class CFixture : public testing::Test {
 protected:
  explicit CFixture(const EngineSpec& spec)
      : engine_(*CompileEngine(spec)), c_engine_(Build(spec)) {
    EXPECT_EQ(lotse_session_new(&session_, nullptr), LOTSE_OK);
  }
  ~CFixture() override {
    lotse_session_free(session_);
    lotse_engine_free(c_engine_);
  }

  static lotse_engine* Build(const EngineSpec& spec) {
    lotse_engine* engine = nullptr;
    EXPECT_EQ(lotse_engine_build(StrOf(proto::ToBytes(spec)), nullptr, &engine,
                                 nullptr),
              LOTSE_OK);
    return engine;
  }

  // Gives the bytes that came out of call(out, err), and leaves status_, error_
  // and path_.
  template <typename Call>
  std::string Run(const Call& call) {
    lotse_buf out;
    lotse_error* err = nullptr;
    status_ = call(&out, &err);
    EXPECT_EQ(err == nullptr, status_ == LOTSE_OK);
    EXPECT_TRUE(status_ == LOTSE_OK || out.release == nullptr);
    EXPECT_TRUE(out.len == 0 || out.release != nullptr);
    error_ = TextOf(lotse_error_message(err));
    path_ = TextOf(lotse_error_path(err));
    lotse_error_free(err);
    return TakeBuf(&out);
  }

  const Engine engine_;
  lotse_engine* c_engine_;
  lotse_session* session_ = nullptr;
  lotse_status status_ = LOTSE_OK;
  std::string error_;
  std::string path_;
};

}  // namespace lotse

#endif  // LOTSE_CAPI_C_FIXTURE_H_
