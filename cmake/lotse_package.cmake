# Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#
# Install rules, the CMake package and one pkg-config file per library. All of
# it follows from the dependency lists given to lotse_add_library.
include(CMakePackageConfigHelpers)

# lotse_write_pkg_config(<component>)
#
# Writes and installs lotse-<component>.pc. What a static library links is named
# in Requires, so that `pkg-config --libs` is enough for it; what a shared one
# links by itself is in Requires.private. A dependency that is no target but a
# plain library name has no .pc file of its own and is named in Libs.
function(lotse_write_pkg_config component)
  set(target lotse_${component})
  get_target_property(type ${target} TYPE)
  get_target_property(PC_DESCRIPTION ${target} LOTSE_DESCRIPTION)
  set(PC_LIBS "")
  foreach(visibility IN ITEMS PUBLIC PRIVATE)
    set(names "")
    get_target_property(dependencies ${target} LOTSE_${visibility})
    foreach(dependency IN LISTS dependencies)
      if(dependency MATCHES "^lotse::(.+)$")
        list(APPEND names "lotse-${CMAKE_MATCH_1} = ${PROJECT_VERSION}")
      elseif(dependency MATCHES "^absl::(.+)$")
        list(APPEND names "absl_${CMAKE_MATCH_1}")
      elseif(dependency STREQUAL "protobuf::libprotobuf")
        list(APPEND names protobuf)
      elseif(dependency STREQUAL "protobuf::libprotobuf-lite")
        list(APPEND names protobuf-lite)
      elseif(dependency STREQUAL "ZLIB::ZLIB")
        list(APPEND names zlib)
      elseif(NOT dependency MATCHES "::")
        if(visibility STREQUAL "PUBLIC" OR type STREQUAL "STATIC_LIBRARY")
          string(APPEND PC_LIBS " -l${dependency}")
        endif()
      else()
        message(FATAL_ERROR "${target} links ${dependency}, which has no "
                            "pkg-config name here: add it to this list")
      endif()
    endforeach()
    set(requires_${visibility} ${names})
  endforeach()
  if(type STREQUAL "STATIC_LIBRARY")
    list(APPEND requires_PUBLIC ${requires_PRIVATE})
    set(requires_PRIVATE "")
  elseif(component STREQUAL "c")
    # Whatever it links, nothing of it is seen by its users.
    set(requires_PRIVATE "")
  endif()
  list(JOIN requires_PUBLIC ", " PC_REQUIRES)
  list(JOIN requires_PRIVATE ", " PC_REQUIRES_PRIVATE)
  # The prefix is found from the place of the file, so a copy may be moved.
  set(PC_PREFIX "${CMAKE_INSTALL_PREFIX}")
  if(NOT IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
    file(RELATIVE_PATH up "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
    string(REGEX REPLACE "/$" "" up "${up}")
    set(PC_PREFIX "\${pcfiledir}/${up}")
  endif()
  set(file "${PROJECT_BINARY_DIR}/pkgconfig/lotse-${component}.pc")
  set(PC_COMPONENT ${component})
  configure_file("${PROJECT_SOURCE_DIR}/cmake/lotse.pc.in" "${file}" @ONLY)
  install(
    FILES "${file}"
    DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig"
    COMPONENT Development)
endfunction()

# lotse_install_package()
#
# Installs every library made by lotse_add_library. To be called last. There is
# one export per component, so that asking for `core` never looks for what only
# `proto` needs.
function(lotse_install_package)
  set(destination "${CMAKE_INSTALL_LIBDIR}/cmake/lotse")
  set(config_dir "${PROJECT_BINARY_DIR}/package")
  get_property(components GLOBAL PROPERTY LOTSE_COMPONENTS)
  set(LOTSE_COMPONENT_NEEDS "")
  foreach(component IN LISTS components)
    set(target lotse_${component})
    get_target_property(type ${target} TYPE)
    install(
      TARGETS ${target}
      EXPORT lotse-${component}-targets
      RUNTIME COMPONENT Runtime
      LIBRARY COMPONENT Runtime NAMELINK_COMPONENT Development
      ARCHIVE COMPONENT Development
      FILE_SET HEADERS
      DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
      COMPONENT Development)
    install(
      EXPORT lotse-${component}-targets
      NAMESPACE lotse::
      DESTINATION "${destination}"
      COMPONENT Development)
    lotse_write_pkg_config(${component})

    set(needed_components "")
    set(needed_packages "")
    get_target_property(public ${target} LOTSE_PUBLIC)
    get_target_property(private ${target} LOTSE_PRIVATE)
    foreach(dependency IN LISTS public private)
      if(NOT dependency MATCHES "::")
        continue()
      endif()
      string(REGEX REPLACE "::.*" "" package "${dependency}")
      string(REGEX REPLACE ".*::" "" name "${dependency}")
      if(package STREQUAL "lotse")
        list(APPEND needed_components ${name})
      elseif(package STREQUAL "protobuf")
        list(APPEND needed_packages Protobuf)
      else()
        list(APPEND needed_packages ${package})
      endif()
    endforeach()
    if(component STREQUAL "c" AND NOT BUILD_SHARED_LIBS)
      # A shared library that has the static ones inside needs none of them.
      set(needed_components "")
      set(needed_packages "")
    endif()
    list(REMOVE_DUPLICATES needed_packages)
    string(
      APPEND
      LOTSE_COMPONENT_NEEDS
      "set(_lotse_${component}_components \"${needed_components}\")\n"
      "set(_lotse_${component}_packages \"${needed_packages}\")\n")
  endforeach()
  set(LOTSE_INSTALLED_COMPONENTS ${components})

  configure_package_config_file(
    "${PROJECT_SOURCE_DIR}/cmake/lotse-config.cmake.in"
    "${config_dir}/lotse-config.cmake" INSTALL_DESTINATION "${destination}"
    NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
  write_basic_package_version_file(
    "${config_dir}/lotse-config-version.cmake"
    VERSION ${PROJECT_VERSION}
    COMPATIBILITY SameMinorVersion)
  install(
    FILES "${config_dir}/lotse-config.cmake"
          "${config_dir}/lotse-config-version.cmake"
    DESTINATION "${destination}"
    COMPONENT Development)
  install(
    FILES "${PROJECT_SOURCE_DIR}/LICENSE"
    DESTINATION "${CMAKE_INSTALL_DOCDIR}"
    COMPONENT Runtime)
endfunction()
