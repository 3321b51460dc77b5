#include "platform/LateDevices.h"

#include <QFile>
#include <QTest>

using namespace luotsi;
using base::ErrorCode;
using platform::LateDevices;

namespace {

const QString builtFile = QStringLiteral(LUOTSI_BINARY_DIR "/lib/luotsi/devices.so");

/// Is a library of that name in this process?
bool isLoaded(const char *library)
{
    QFile maps(QStringLiteral("/proc/self/maps"));
    return maps.open(QIODevice::ReadOnly) && maps.readAll().contains(library);
}

} // namespace

/// Heavy libraries come when a device is used, and a device that cannot be loaded says so.
class LateDevicesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLoadedBeforeADeviceIsUsed()
    {
        LateDevices devices(builtFile);
        ports::Position &position = devices.position();
        position.stop();
        devices.codeReader().stop();
        devices.soundPlayer().silence();
        QVERIFY(!devices.isLoaded());
        QVERIFY(!isLoaded("libQt6Multimedia") && !isLoaded("libQt6Positioning") && !isLoaded("libZXing"));

        bool told = false;
        position.find([&](const auto &) { told = true; });
        QVERIFY(devices.isLoaded());
        QVERIFY(isLoaded("libQt6Multimedia") && isLoaded("libQt6Positioning") && isLoaded("libZXing"));
        position.stop();
    }

    void withoutTheSharedObject_everyDeviceSaysThatItIsNotThere()
    {
        LateDevices devices(QStringLiteral("/nowhere/devices.so"));
        ErrorCode code = ErrorCode::Internal;
        devices.position().find([&](const auto &fix) { code = fix.error().code; });
        QCOMPARE(code, ErrorCode::NotFound);
        devices.codeReader().read([&](const auto &seen) { code = seen.error().code; });
        QCOMPARE(code, ErrorCode::CameraUnavailable);
        devices.soundPlayer().play("RIFF", [&](const auto &played) { code = played.error().code; });
        QCOMPARE(code, ErrorCode::SpeechUnavailable);
    }

    void aMachineWithoutCamera_saysSo()
    {
        if (QFile::exists(QStringLiteral("/dev/video0")))
            QSKIP("this machine has a camera");
        LateDevices devices(builtFile);
        ErrorCode code = ErrorCode::Internal;
        devices.codeReader().read([&](const auto &seen) { code = seen.error().code; });
        QTRY_COMPARE(code, ErrorCode::CameraUnavailable);
    }
};

QTEST_MAIN(LateDevicesTest)
#include "LateDevicesTest.moc"
