# luotsi_add_qml_module(NAME qml-theme LAYER 5 URI Luotsi.Theme QML_FILES … [SOURCES …] [RESOURCES …] DEPENDS …)
# A static module whose QML lies under :/qt/qml, so that an engine with that import path finds it by its URI.
# luotsi_use_qml_modules(target qml-kiosk …) links the modules with their registration into a program.

# Compiling QML ahead of time shortens a start and lengthens a build by some 200 files; a debug build does without.
set(luotsi_compile_qml_default ON)
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
    set(luotsi_compile_qml_default OFF)
endif()
option(LUOTSI_COMPILE_QML "Compile the QML files into the programs" ${luotsi_compile_qml_default})

function(luotsi_add_qml_module)
    cmake_parse_arguments(Q "" "NAME;LAYER;URI" "QML_FILES;SINGLETONS;SOURCES;DEPENDS;LIBRARIES;IMPORTS" ${ARGN})
    luotsi_add_module(NAME ${Q_NAME} LAYER ${Q_LAYER} SOURCES ${Q_SOURCES} DEPENDS ${Q_DEPENDS}
        LIBRARIES Qt6::Quick ${Q_LIBRARIES})
    set_source_files_properties(${Q_SINGLETONS} PROPERTIES QT_QML_SINGLETON_TYPE TRUE)
    string(REPLACE "." "/" path ${Q_URI})
    set(cache NO_CACHEGEN)
    if(LUOTSI_COMPILE_QML)
        set(cache)
    endif()
    qt_add_qml_module(luotsi-${Q_NAME}
        URI ${Q_URI} VERSION 1.0
        RESOURCE_PREFIX /qt/qml
        OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/qml/${path}
        IMPORT_PATH ${PROJECT_BINARY_DIR}/qml
        DEPENDENCIES QtQuick
        ${cache}
        IMPORTS ${Q_IMPORTS}
        QML_FILES ${Q_SINGLETONS} ${Q_QML_FILES})
    # The generated registration and cache include the headers by their plain name.
    target_include_directories(luotsi-${Q_NAME} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    foreach(dependency IN LISTS Q_DEPENDS)
        if(TARGET luotsi-${dependency}plugin)
            target_link_libraries(luotsi-${Q_NAME} PUBLIC luotsi-${dependency}plugin)
        endif()
    endforeach()
endfunction()

function(luotsi_use_qml_modules target)
    foreach(module IN LISTS ARGN)
        target_link_libraries(${target} PUBLIC luotsi-${module} luotsi-${module}plugin)
    endforeach()
endfunction()
