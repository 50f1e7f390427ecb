// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The C functions on the library, buffers and errors.
#include <cstring>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "capi/call_guard.h"
#include "capi/handles.h"
#include "capi/record_codec.h"
#include "lotse/base/limits.h"
#include "lotse/base/version.h"

#define LOTSE_SAME_CODE(name, code) \
  static_assert(LOTSE_##name == static_cast<int>(absl::StatusCode::code))
LOTSE_SAME_CODE(OK, kOk);
LOTSE_SAME_CODE(INVALID_ARGUMENT, kInvalidArgument);
LOTSE_SAME_CODE(NOT_FOUND, kNotFound);
LOTSE_SAME_CODE(ALREADY_EXISTS, kAlreadyExists);
LOTSE_SAME_CODE(RESOURCE_EXHAUSTED, kResourceExhausted);
LOTSE_SAME_CODE(FAILED_PRECONDITION, kFailedPrecondition);
LOTSE_SAME_CODE(OUT_OF_RANGE, kOutOfRange);
LOTSE_SAME_CODE(UNIMPLEMENTED, kUnimplemented);
LOTSE_SAME_CODE(INTERNAL, kInternal);
#undef LOTSE_SAME_CODE

static_assert(sizeof(lotse_str) == 2 * sizeof(void*));
static_assert(sizeof(lotse_buf) == 4 * sizeof(void*));

namespace lotse::capi {
namespace {

extern "C" void ReleaseOwnedText(lotse_buf* buf) {
  delete static_cast<std::string*>(buf->owner);
  *buf = lotse_buf();
}

}  // namespace

void GiveBuf(std::string text, lotse_buf* out) {
  auto owner = std::make_unique<std::string>(std::move(text));
  out->ptr = reinterpret_cast<uint8_t*>(owner->data());
  out->len = owner->size();
  out->release = ReleaseOwnedText;
  out->owner = owner.release();
}

}  // namespace lotse::capi

uint32_t lotse_abi_version(void) noexcept {
  return uint32_t{LOTSE_ABI_MAJOR} << 16 | uint32_t{LOTSE_ABI_MINOR};
}

lotse_str lotse_version_string(void) noexcept {
  return lotse::capi::StrOf(lotse::LinkedVersion());
}

int32_t lotse_has_feature(lotse_str id) noexcept {
  if (id.ptr == nullptr || id.len > lotse::kMaxNameBytes) return 0;
  for (const char* feature :
       {"score/1", "json/1", "preset/1", "rates/1", "json-schema/1", "arrow/1",
        "score-diff/1", "decide/1", "route/1", "convert/1", "history/1",
        "company/1", "what-if/1"}) {
    if (lotse::capi::ViewOf(id) == feature) return 1;
  }
  return 0;
}

void lotse_buf_release(lotse_buf* buf) noexcept {
  if (buf == nullptr) return;
  if (buf->release != nullptr) buf->release(buf);
  *buf = lotse_buf();
}

lotse_status lotse_error_code(const lotse_error* error) noexcept {
  return error == nullptr ? LOTSE_OK : error->code;
}

lotse_str lotse_error_message(const lotse_error* error) noexcept {
  if (error == nullptr) return lotse_str();
  return lotse::capi::StrOf(error->message);
}

lotse_str lotse_error_path(const lotse_error* error) noexcept {
  if (error == nullptr) return lotse_str();
  return lotse::capi::StrOf(error->path);
}

size_t lotse_error_issue_count(const lotse_error* error) noexcept {
  return error == nullptr ? 0 : error->issues.size();
}

lotse_status lotse_error_issue(const lotse_error* error, size_t index,
                               lotse_str* path, lotse_str* message) noexcept {
  if (path != nullptr) *path = lotse_str();
  if (message != nullptr) *message = lotse_str();
  if (error == nullptr) return LOTSE_INVALID_ARGUMENT;
  if (index >= error->issues.size()) return LOTSE_OUT_OF_RANGE;
  const lotse::SpecIssue& issue = error->issues[index];
  if (path != nullptr) *path = lotse::capi::StrOf(issue.path);
  if (message != nullptr) *message = lotse::capi::StrOf(issue.message);
  return LOTSE_OK;
}

void lotse_error_free(lotse_error* error) noexcept { delete error; }
