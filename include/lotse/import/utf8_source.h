// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Utf8Source: the bytes of another source as UTF-8, whatever they were.
//
//   Utf8Source utf8(std::move(file), TextEncoding::kUnspecified);
//
// A byte order mark decides and is dropped. Without one the text is taken for
// UTF-8 until the first byte that is not; if all text before that was ASCII, it
// is Windows-1252 (German Excel) from there on. So one pass is enough, and
// standard input works too. In UTF-8 that is damaged later on, the bad bytes
// are passed through: whoever cuts the text into cells knows the line to
// report.
//
// Not thread-safe.
#ifndef LOTSE_IMPORT_UTF8_SOURCE_H_
#define LOTSE_IMPORT_UTF8_SOURCE_H_

#include <iconv.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "lotse/channel/csv_mapping.h"
#include "lotse/import/byte_source.h"

namespace lotse {

class Utf8Source : public ByteSource {
 public:
  // `encoding`: what the bytes are, if it is known. A byte order mark wins.
  Utf8Source(std::unique_ptr<ByteSource> bytes, TextEncoding encoding);
  ~Utf8Source() override;
  Utf8Source(const Utf8Source&) = delete;
  Utf8Source& operator=(const Utf8Source&) = delete;

  // As ByteSource; `size` must be at least 16.
  absl::StatusOr<size_t> Read(char* buffer, size_t size) override;

  // What was found so far: kUtf8 as long as nothing else showed.
  TextEncoding encoding() const { return encoding_; }

 private:
  absl::Status Fill();
  absl::Status Begin();
  absl::Status StartConverting(const char* from, TextEncoding encoding);
  size_t PassThrough(char* buffer, size_t size);
  size_t Convert(char* buffer, size_t size);

  std::unique_ptr<ByteSource> bytes_;
  TextEncoding encoding_;
  bool detect_ = false;  // Windows-1252 is still possible.
  bool begun_ = false;
  bool ended_ = false;  // `bytes_` has no more.
  std::string raw_;     // Read, not yet given out: from raw_position_ on.
  size_t raw_position_ = 0;
  iconv_t converter_;
};

}  // namespace lotse

#endif  // LOTSE_IMPORT_UTF8_SOURCE_H_
