#pragma once

#include "kioskhost/SessionLauncher.h"

#include <QSize>
#include <QString>

#include <optional>

namespace luotsi::kioskhost {

/// How one kiosk is run. What a site decides is in the signed profile, never here.
struct KioskOptions
{
    QString dataFolder;              ///< database, installed bundles; made when absent
    QString slipFolder;              ///< slips go here as files instead of to a printer; demo only
    QString captureFolder;           ///< overrides the profile's folder; demo only
    QString devicesFile;             ///< shared object with the devices a profile may switch on
    bool plainKeyFiles = false;      ///< keys in files with mode 0600; demo only
    std::optional<QSize> windowSize; ///< nothing: full screen
    SessionCommand session;          ///< starts a session process of the same program
    AcceptedVersions accepted;       ///< told to a session process by its supervisor
};

/// Places below the data folder.
struct KioskFolders
{
    explicit KioskFolders(const QString &dataFolder)
        : store(dataFolder + QStringLiteral("/store")), bundles(dataFolder + QStringLiteral("/bundles")),
          keys(dataFolder + QStringLiteral("/keys")), lastSaved(dataFolder + QStringLiteral("/last-saved")),
          roots(dataFolder + QStringLiteral("/roots.json"))
    {
    }

    QString store;
    QString bundles;
    QString keys;      ///< only with KioskOptions::plainKeyFiles
    QString lastSaved; ///< sealed; only where the profile wants it
    QString roots;     ///< who may sign packs and profiles
};

} // namespace luotsi::kioskhost
