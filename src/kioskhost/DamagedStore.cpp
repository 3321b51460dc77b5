#include "kioskhost/DamagedStore.h"

#include "base/Log.h"
#include "store/Salvage.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace luotsi::kioskhost {

namespace {

using base::ErrorCode;
using base::Result;

constexpr int mostAside = 1000;

QString pathAside(const KioskFolders &folders, int number)
{
    return folders.store + QStringLiteral("-damaged-%1").arg(number);
}

QString reasonFile(const QString &aside)
{
    return aside + QStringLiteral(".txt");
}

} // namespace

Result<QString> moveAside(const KioskFolders &folders, const base::Error &why)
{
    for (int number = 1; number <= mostAside; ++number) {
        const QString aside = pathAside(folders, number);
        if (QFileInfo::exists(aside))
            continue;
        if (!QDir().rename(folders.store, aside))
            return {ErrorCode::StoreFailed, QStringLiteral("the damaged store cannot be moved aside")};
        // Only words for staff: without them the store still lies there.
        QFile reason(reasonFile(aside));
        if (!reason.open(QIODevice::WriteOnly) ||
            reason.write(why.detail.toUtf8() + '\n') != why.detail.toUtf8().size() + 1)
            base::logEvent("store.damaged-reason", {{"error", ErrorCode::StoreFailed}});
        return aside;
    }
    return {ErrorCode::StoreCorrupt, QStringLiteral("too many damaged stores lie aside")};
}

void keepDevice(const KioskFolders &folders, const QString &aside, const QByteArray &key,
                store::SqlCipherStore &fresh)
{
    const auto damaged = store::Salvage::open(aside, key, QFileInfo(folders.store).path());
    const auto kept = damaged ? (*damaged)->copyDevice(fresh) : base::Result<void>(damaged.error());
    if (!kept)
        base::logEvent("store.device-lost", {{"error", kept.error().code}});
}

QStringList damagedStores(const KioskFolders &folders)
{
    QStringList lines;
    for (int number = 1; number <= mostAside; ++number) {
        const QString aside = pathAside(folders, number);
        if (!QFileInfo::exists(aside))
            continue;
        QFile reason(reasonFile(aside));
        const QString why =
            reason.open(QIODevice::ReadOnly) ? QString::fromUtf8(reason.readAll()).trimmed() : QString();
        lines.append(QFileInfo(aside).fileName() + (why.isEmpty() ? QString() : QStringLiteral(": ") + why));
    }
    return lines;
}

} // namespace luotsi::kioskhost
