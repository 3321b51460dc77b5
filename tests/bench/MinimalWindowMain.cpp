#include <QCommandLineParser>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QTimer>

#include <cstdio>

/// What ColdStartBench compares with: the least that shows a text with the modules of the start window. Ends
/// with its first frame, as `luotsi --first-frame` does, and prepares Qt as `luotsi` does.
int main(int argc, char *argv[])
{
    if (qEnvironmentVariableIsEmpty("QT_IM_MODULE"))
        qputenv("QT_IM_MODULE", "qtvirtualkeyboard");
    QGuiApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({QStringLiteral("size"),
                      QStringLiteral("A window of WIDTHxHEIGHT instead of the whole screen."),
                      QStringLiteral("SIZE")});
    parser.process(application);

    QQmlApplicationEngine engine;
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine.setInitialProperties({{QStringLiteral("words"), QStringLiteral("Luotsi")}});
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Luotsi/Bench/MinimalWindow.qml")));
    auto *window = engine.rootObjects().isEmpty()
                       ? nullptr
                       : qobject_cast<QQuickWindow *>(engine.rootObjects().constFirst());
    if (window == nullptr)
        return 1;
    QObject::connect(window, &QQuickWindow::frameSwapped, qApp, [] { QGuiApplication::exit(0); });
    constexpr int patience = 60'000;
    QTimer::singleShot(patience, qApp, [] {
        std::fputs("No frame within a minute.\n", stderr);
        QGuiApplication::exit(1);
    });
    const QString size = parser.value(QStringLiteral("size"));
    if (size.isEmpty()) {
        window->showFullScreen();
    } else {
        window->resize(size.section(u'x', 0, 0).toInt(), size.section(u'x', 1, 1).toInt());
        window->show();
    }
    return QGuiApplication::exec();
}
