// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Utf8Source: detection by byte order mark and first ill-formed byte, iconv for
// what is not UTF-8.
#include "lotse/import/utf8_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "lotse/base/status_macros.h"
#include "lotse/base/utf8.h"

namespace lotse {
namespace {

constexpr size_t kChunkBytes = 64 * 1024;
constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

const iconv_t kNoConverter = reinterpret_cast<iconv_t>(-1);

}  // namespace

Utf8Source::Utf8Source(std::unique_ptr<ByteSource> bytes, TextEncoding encoding)
    : bytes_(std::move(bytes)), encoding_(encoding), converter_(kNoConverter) {}

Utf8Source::~Utf8Source() {
  if (converter_ != kNoConverter) iconv_close(converter_);
}

// Drops what was given out and reads one more piece.
absl::Status Utf8Source::Fill() {
  raw_.erase(0, raw_position_);
  raw_position_ = 0;
  if (ended_) return absl::OkStatus();
  const size_t old_size = raw_.size();
  raw_.resize(old_size + kChunkBytes);
  absl::StatusOr<size_t> count = bytes_->Read(&raw_[old_size], kChunkBytes);
  raw_.resize(old_size + (count.ok() ? *count : 0));
  if (!count.ok()) return count.status();
  ended_ = *count == 0;
  return absl::OkStatus();
}

absl::Status Utf8Source::StartConverting(const char* from,
                                         TextEncoding encoding) {
  detect_ = false;
  encoding_ = encoding;
  converter_ = iconv_open("UTF-8", from);
  if (converter_ == kNoConverter) {
    return absl::UnimplementedError(
        "this system's iconv lacks the file's encoding: save the file as "
        "UTF-8");
  }
  return absl::OkStatus();
}

absl::Status Utf8Source::Begin() {
  begun_ = true;
  while (!ended_ && raw_.size() < 3) LOTSE_RETURN_IF_ERROR(Fill());
  const absl::string_view start = raw_;
  if (absl::StartsWith(start, "\xEF\xBB\xBF")) {
    raw_position_ = 3;
    encoding_ = TextEncoding::kUtf8;
    return absl::OkStatus();
  }
  if (absl::StartsWith(start, "\xFF\xFE")) {
    raw_position_ = 2;
    return StartConverting("UTF-16LE", TextEncoding::kUtf16);
  }
  if (absl::StartsWith(start, "\xFE\xFF")) {
    raw_position_ = 2;
    return StartConverting("UTF-16BE", TextEncoding::kUtf16);
  }
  switch (encoding_) {
    case TextEncoding::kUtf16:
      return StartConverting("UTF-16LE", TextEncoding::kUtf16);
    case TextEncoding::kWindows1252:
      return StartConverting("WINDOWS-1252", TextEncoding::kWindows1252);
    case TextEncoding::kUtf8:
      return absl::OkStatus();
    case TextEncoding::kUnspecified:
      detect_ = true;
      encoding_ = TextEncoding::kUtf8;
      return absl::OkStatus();
  }
  return absl::OkStatus();
}

size_t Utf8Source::PassThrough(char* buffer, size_t size) {
  const size_t count = std::min(size, raw_.size() - raw_position_);
  std::memcpy(buffer, raw_.data() + raw_position_, count);
  raw_position_ += count;
  return count;
}

size_t Utf8Source::Convert(char* buffer, size_t size) {
  char* in = &raw_[raw_position_];
  size_t in_left = raw_.size() - raw_position_;
  char* out = buffer;
  size_t out_left = size;
  const size_t unit = encoding_ == TextEncoding::kUtf16 ? 2 : 1;
  while (in_left > 0) {
    const size_t result = iconv(converter_, &in, &in_left, &out, &out_left);
    if (result != static_cast<size_t>(-1)) break;
    if (errno == E2BIG) break;
    // A character that does not exist, or one cut short: by the end of this
    // piece, or for good.
    if (errno == EINVAL && !ended_) break;
    if (out_left < kReplacement.size()) break;
    std::memcpy(out, kReplacement.data(), kReplacement.size());
    out += kReplacement.size();
    out_left -= kReplacement.size();
    const size_t skipped = std::min(unit, in_left);
    in += skipped;
    in_left -= skipped;
  }
  raw_position_ = raw_.size() - in_left;
  return size - out_left;
}

absl::StatusOr<size_t> Utf8Source::Read(char* buffer, size_t size) {
  if (!begun_) LOTSE_RETURN_IF_ERROR(Begin());
  while (true) {
    const size_t available = raw_.size() - raw_position_;
    if (available == 0 && ended_) return size_t{0};
    if (available > 0) {
      if (converter_ != kNoConverter) {
        const size_t count = Convert(buffer, size);
        if (count > 0) return count;
      } else if (!detect_) {
        return PassThrough(buffer, size);
      } else {
        // As much ASCII as there is; then decide by the first other bytes.
        const size_t run = AsciiRun(raw_, raw_position_);
        if (run > 0) return PassThrough(buffer, std::min(size, run));
        if (available >= 4 || ended_) {
          if (DecodeUtf8(raw_, raw_position_).valid) {
            detect_ = false;  // UTF-8 beyond doubt.
          } else {
            LOTSE_RETURN_IF_ERROR(
                StartConverting("WINDOWS-1252", TextEncoding::kWindows1252));
          }
          continue;
        }
      }
    }
    LOTSE_RETURN_IF_ERROR(Fill());
  }
}

}  // namespace lotse
