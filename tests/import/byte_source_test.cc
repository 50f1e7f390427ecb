// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/import/byte_source.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdio>
#include <string>

namespace lotse {
namespace {

std::string TempPath(const char* name) {
  return ::testing::TempDir() + "/lotse_byte_source_" + name;
}

void WriteBytes(const std::string& path, const std::string& bytes) {
  FILE* file = std::fopen(path.c_str(), "wb");
  ASSERT_NE(file, nullptr);
  std::fwrite(bytes.data(), 1, bytes.size(), file);
  std::fclose(file);
}

void WriteGzip(const std::string& path, const std::string& text) {
  gzFile file = gzopen(path.c_str(), "wb");
  ASSERT_NE(file, nullptr);
  gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
  gzclose(file);
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  absl::StatusOr<std::unique_ptr<ByteSource>> source = OpenByteSource(path);
  if (!source.ok()) return source.status();
  return ReadUpTo(source->get(), 100000000);
}

std::string LongText() {
  std::string text;
  for (int i = 0; i < 100000; ++i) text += "line " + std::string(1, 'a') + "\n";
  return text;
}

TEST(ByteSource, ReadsPlainAndGzippedFilesAlike) {
  const std::string text = LongText();
  WriteBytes(TempPath("plain"), text);
  WriteGzip(TempPath("packed"), text);
  EXPECT_EQ(ReadFile(TempPath("plain")).value(), text);
  EXPECT_EQ(ReadFile(TempPath("packed")).value(), text);
}

TEST(ByteSource, EmptyFileIsEmpty) {
  WriteBytes(TempPath("empty"), "");
  EXPECT_EQ(ReadFile(TempPath("empty")).value(), "");
}

TEST(ByteSource, NamesWhatIsWrongWithAPath) {
  EXPECT_EQ(ReadFile(TempPath("absent")).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(ReadFile(::testing::TempDir()).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(ByteSource, GzipThatEndsTooEarlyIsAnError) {
  WriteGzip(TempPath("whole"), LongText());
  FILE* file = std::fopen(TempPath("whole").c_str(), "rb");
  std::string bytes(1 << 20, '\0');
  bytes.resize(std::fread(&bytes[0], 1, bytes.size(), file));
  std::fclose(file);
  WriteBytes(TempPath("cut"), bytes.substr(0, bytes.size() / 2));
  EXPECT_EQ(ReadFile(TempPath("cut")).status().code(),
            absl::StatusCode::kDataLoss);
}

TEST(ByteSource, DamagedGzipIsAnError) {
  WriteGzip(TempPath("good"), LongText());
  FILE* file = std::fopen(TempPath("good").c_str(), "rb");
  std::string bytes(1 << 20, '\0');
  bytes.resize(std::fread(&bytes[0], 1, bytes.size(), file));
  std::fclose(file);
  for (size_t i = 20; i < 60; ++i) bytes[i] = '\x55';
  WriteBytes(TempPath("damaged"), bytes);
  EXPECT_EQ(ReadFile(TempPath("damaged")).status().code(),
            absl::StatusCode::kDataLoss);
}

TEST(PrependBytes, GivesTheHeadFirst) {
  std::unique_ptr<ByteSource> source = PrependBytes("ab", TextByteSource("cd"));
  EXPECT_EQ(ReadUpTo(source.get(), 3).value(), "abc");
  EXPECT_EQ(ReadUpTo(source.get(), 3).value(), "d");
  EXPECT_EQ(ReadUpTo(source.get(), 3).value(), "");
}

}  // namespace
}  // namespace lotse
