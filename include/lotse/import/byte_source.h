// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ByteSource: bytes read one piece after the other, in constant memory, from a
// file, from standard input or from a text. gzip is unpacked on the way.
//
//   LOTSE_ASSIGN_OR_RETURN(std::unique_ptr<ByteSource> file,
//                          OpenByteSource("leads.csv.gz"));
//
// Not thread-safe; each source is read once, by one reader.
#ifndef LOTSE_IMPORT_BYTE_SOURCE_H_
#define LOTSE_IMPORT_BYTE_SOURCE_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace lotse {

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Fills `buffer` with up to `size` bytes and says how many; 0 only at the
  // end. Errors: DataLoss if a gzip stream is damaged or cut short, Unknown if
  // the system cannot read.
  virtual absl::StatusOr<size_t> Read(char* buffer, size_t size) = 0;
};

// The file at `path`, or standard input for "-"; unpacked if it is gzip.
// Errors: NotFound, PermissionDenied, InvalidArgument (a folder).
absl::StatusOr<std::unique_ptr<ByteSource>> OpenByteSource(
    const std::string& path);

// The bytes of `text`, for text that is in memory anyway.
std::unique_ptr<ByteSource> TextByteSource(std::string text);

// Bytes that were read ahead from `rest`, then `rest`.
std::unique_ptr<ByteSource> PrependBytes(std::string head,
                                         std::unique_ptr<ByteSource> rest);

// Up to `size` bytes from `source`; less only at the end.
absl::StatusOr<std::string> ReadUpTo(ByteSource* source, size_t size);

}  // namespace lotse

#endif  // LOTSE_IMPORT_BYTE_SOURCE_H_
